package interop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.RestClient;

/** An ordinary Spring Cloud service: registers, fetches, calls others by name. */
@SpringBootApplication
public class InteropClient {

  public static void main(String[] args) {
    SpringApplication.run(InteropClient.class, args);
  }

  /** What Eureka's own client takes: it has no registry to ask for the registry's address. */
  @Bean
  @Primary
  RestClient.Builder plain() {
    return RestClient.builder();
  }

  @Bean
  @LoadBalanced
  RestClient.Builder balanced() {
    return RestClient.builder();
  }
}
