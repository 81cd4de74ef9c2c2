package interop;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Being called, calling another service by its name, and the instances this application would choose from. */
@RestController
class CallController {

  private final RestClient client;
  private final DiscoveryClient discovery;
  private final String instanceId;

  CallController(
      @LoadBalanced RestClient.Builder balanced,
      DiscoveryClient discovery,
      @Value("${eureka.instance.instance-id}") String instanceId) {
    this.client = balanced.build();
    this.discovery = discovery;
    this.instanceId = instanceId;
  }

  @GetMapping("/whoami")
  String whoAmI() {
    return instanceId;
  }

  @GetMapping("/call/{service}")
  String call(@PathVariable String service) {
    return client.get().uri("http://" + service + "/whoami").retrieve().body(String.class);
  }

  @GetMapping("/instances/{service}")
  List<String> instances(@PathVariable String service) {
    return discovery.getInstances(service).stream().map(ServiceInstance::getInstanceId).sorted().toList();
  }
}
