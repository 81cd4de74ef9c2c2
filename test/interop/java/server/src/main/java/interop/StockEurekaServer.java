package interop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** The server as every Spring Cloud tutorial has it: nothing of ours in it. */
@SpringBootApplication
@EnableEurekaServer
public class StockEurekaServer {

  public static void main(String[] args) {
    SpringApplication.run(StockEurekaServer.class, args);
  }
}
