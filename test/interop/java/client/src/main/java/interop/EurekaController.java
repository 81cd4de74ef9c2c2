package interop;

import com.netflix.appinfo.ApplicationInfoManager;
import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import com.netflix.discovery.EurekaClient;
import com.netflix.discovery.shared.Application;
import com.netflix.discovery.shared.Applications;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this application's own Eureka client holds, and its own status. */
@RestController
class EurekaController {

  private final EurekaClient eureka;
  private final ApplicationInfoManager own;

  EurekaController(EurekaClient eureka, ApplicationInfoManager own) {
    this.eureka = eureka;
    this.own = own;
  }

  record Held(
      String hash, Long version, Map<String, Integer> statuses, List<String> instances, String remoteStatus) {}

  /** The hash is computed here from what the client holds; "version" is what its last answer said. */
  @GetMapping("/hash")
  Held hash() {
    Applications held = eureka.getApplications();
    Map<String, Integer> statuses = new TreeMap<>();
    List<InstanceInfo> instances =
        held.getRegisteredApplications().stream().map(Application::getInstancesAsIsFromEureka).flatMap(List::stream).toList();
    instances.forEach(instance -> statuses.merge(instance.getStatus().name(), 1, Integer::sum));
    return new Held(
        held.getReconcileHashCode(),
        held.getVersion(),
        statuses,
        instances.stream().map(instance -> instance.getAppName() + "/" + instance.getId()).sorted().toList(),
        eureka.getInstanceRemoteStatus().name());
  }

  @GetMapping("/metadata/{service}")
  List<Map<String, String>> metadata(@PathVariable String service) {
    Application application = eureka.getApplication(service.toUpperCase());
    return application == null
        ? List.of()
        : application.getInstancesAsIsFromEureka().stream().map(InstanceInfo::getMetadata).toList();
  }

  @PostMapping("/own-status/{status}")
  void setStatus(@PathVariable InstanceStatus status) {
    own.setInstanceStatus(status);
  }
}
