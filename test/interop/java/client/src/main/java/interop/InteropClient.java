package interop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/** An ordinary Spring Cloud service: registers, fetches, calls others by name. */
@SpringBootApplication
public class InteropClient {

  public static void main(String[] args) {
    SpringApplication.run(InteropClient.class, args);
  }

  @Bean
  @LoadBalanced
  RestClient.Builder balanced() {
    return RestClient.builder();
  }
}
