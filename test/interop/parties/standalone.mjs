/** Options, as both servers take them, for a registry alone on loopback that does not register itself. */
export function standalone(port) {
  return [
    `--server.port=${port}`,
    '--server.address=127.0.0.1',
    '--eureka.instance.hostname=localhost',
    '--eureka.client.register-with-eureka=false',
    '--eureka.client.fetch-registry=false',
    // its own URL, host name included, is what Java recognises as itself
    `--eureka.client.service-url.defaultZone=http://localhost:${port}/eureka/`,
  ];
}
