import { HttpService } from '@nestjs/axios';
import { GetMapping, LoadBalancedFetch, LoadBalancer, remote, ServiceClient } from '@nest-eureka/discovery';
import axios from 'axios';
import { Agent, request } from 'undici';

/** A typed client, as TypeScript would make it of its decorators. */
export class Orders {
  item() {
    return remote();
  }
}
GetMapping('/items/1')(Orders.prototype, 'item');
ServiceClient('orders')(Orders);

/** What a call by name may take unless it says otherwise. */
const AT_MOST_MS = 60_000;

/** Each way to call, without and with our part; all read the whole answer. */
export function waysOf(app) {
  const byName = app.get(LoadBalancedFetch);
  const balanced = app.get(HttpService, { strict: false }).axiosRef;
  const plain = axios.create();
  const agent = new Agent();
  const balancedAgent = new Agent().compose(app.get(LoadBalancer).dispatchInterceptor());
  const orders = app.get(Orders, { strict: false });
  return {
    fetch: async (url) => (await fetch(url)).text(),
    'fetch in time': async (url) => (await fetch(url, { signal: AbortSignal.timeout(AT_MOST_MS) })).text(),
    'fetch by name': async (url) => (await byName(url)).text(),
    'fetch and json': async (url) => (await fetch(url)).json(),
    'typed client': () => orders.item(),
    axios: async (url) => (await plain.get(url)).data,
    'axios by name': async (url) => (await balanced.get(url)).data,
    undici: async (url) => (await request(url, { dispatcher: agent })).body.text(),
    'undici by name': async (url) => (await request(url, { dispatcher: balancedAgent })).body.text(),
  };
}
