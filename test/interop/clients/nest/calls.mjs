import { HttpService } from '@nestjs/axios';
import { EurekaClient, GetMapping, LoadBalancedFetch, remote, ServiceClient } from '@nest-eureka/discovery';
import { firstValueFrom } from 'rxjs';

/** A typed client, as TypeScript would make it of its decorators. */
class Spring {
  whoAmI() {
    return remote();
  }
}
GetMapping('/whoami')(Spring.prototype, 'whoAmI');
ServiceClient('spring')(Spring);

/** `/calls/{service}/{way}/{count}`: who answered how many calls by name, and what failed. */
export function serveCalls(app) {
  const eureka = app.get(EurekaClient);
  const fetch = app.get(LoadBalancedFetch);
  const http = app.get(HttpService, { strict: false });
  const spring = app.get(Spring, { strict: false });
  const ways = {
    fetch: async (service) => (await fetch(`http://${service}/whoami`)).text(),
    axios: async (service) => (await firstValueFrom(http.get(`http://${service}/whoami`))).data,
    typed: () => spring.whoAmI(),
  };

  const router = app.getHttpAdapter();
  router.get('/known/:service', (request, response) => {
    response.json(eureka.getInstances(request.params.service).length);
  });
  router.get('/calls/:service/:way/:count', async (request, response) => {
    const { service, way, count } = request.params;
    const answeredBy = {};
    const failed = [];
    for (let n = 0; n < Number(count); n++) {
      try {
        const id = await ways[way](service);
        answeredBy[id] = (answeredBy[id] ?? 0) + 1;
      } catch (error) {
        failed.push(String(error));
      }
    }
    response.json({ answeredBy, failed });
  });
}
