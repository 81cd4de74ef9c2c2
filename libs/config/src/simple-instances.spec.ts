import { describe, expect, it } from '@jest/globals';
import { clientFaultsOf, loadClient } from '../fixtures/input.js';

const PREFIX = 'spring.cloud.discovery.client.simple';

describe('instances that need no registry', () => {
  it("are read from Spring's list of each service", () => {
    const yaml = `
spring.cloud.discovery.client.simple:
  order: 5
  instances:
    orders:
      - uri: https://orders.example.org
        metadata: { zone: east }
      - uri: http://10.0.0.1:8080
        instance-id: two
    stock-service:
      - host: stock
        port: 81
        secure: true
`;
    const { simple } = loadClient({ files: { 'application.yml': yaml } });

    expect(simple.order).toBe(5);
    expect(simple.instances).toEqual(
      new Map([
        [
          'orders',
          [
            {
              serviceId: 'orders',
              instanceId: undefined,
              host: 'orders.example.org',
              port: 443,
              secure: true,
              metadata: new Map([['zone', 'east']]),
            },
            {
              serviceId: 'orders',
              instanceId: 'two',
              host: '10.0.0.1',
              port: 8080,
              secure: false,
              metadata: new Map(),
            },
          ],
        ],
        [
          'stock-service',
          [
            {
              serviceId: 'stock-service',
              instanceId: undefined,
              host: 'stock',
              port: 81,
              secure: true,
              metadata: new Map(),
            },
          ],
        ],
      ]),
    );
  });

  it('are read from variables too', () => {
    const environment = { SPRING_CLOUD_DISCOVERY_CLIENT_SIMPLE_INSTANCES_ORDERS_0_URI: 'http://a' };

    expect(loadClient({ environment }).simple.instances.get('orders')).toMatchObject([{ host: 'a', port: 80 }]);
  });

  it.each([
    ['orders[0].uri=ftp://a', `${PREFIX}.instances.orders[0].uri`],
    ['orders[0].host=a', `${PREFIX}.instances.orders[0]`],
    ['orders=http://a', `${PREFIX}.instances.orders`],
  ])('are refused as %s', (written, key) => {
    expect(clientFaultsOf({ argv: [`--${PREFIX}.instances.${written}`] })).toMatchObject([
      { code: 'EUREKA_CONFIG_VALUE', key },
    ]);
  });
});
