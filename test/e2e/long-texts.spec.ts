import { beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

/** Every document that shows something of an instance. */
const OUTPUTS = [
  '/',
  '/lastn',
  '/eureka-page.json',
  '/eureka/apps',
  '/eureka/lastn',
  '/eureka/x/apps',
  '/eureka/x/instances?search=//',
  '/eureka/x/apps/LONG/long/explain',
  '/eureka/x/journal',
  '/eureka/x/prometheus/sd',
  '/actuator/prometheus',
];

describe('an instance whose texts are long and made to be slow', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry();
  });

  // patterns that try again at every character take minutes for one of these
  it.each(['/', '?', '&a', '<', ' ', 'http://', '=@', '1e', 'a.-'])(
    'is shown everywhere as soon as any other, if they are %s over and over',
    async (part) => {
      const text = part.repeat(400_000 / part.length);
      const body = aRegistration({
        app: 'LONG',
        instanceId: 'long',
        hostName: text,
        homePageUrl: `http://${text}`,
        statusPageUrl: `${text}=`,
        healthCheckUrl: `${text}@`,
        vipAddress: text,
        metadata: { zone: `${text}=`, [text]: 'x' },
      });
      const begunAt = performance.now();
      expect((await server.post('/eureka/apps/LONG', body)).status).toBe(204);
      for (const path of OUTPUTS) expect([path, (await server.get(path)).status]).toEqual([path, 200]);
      expect(performance.now() - begunAt).toBeLessThan(20_000);
    },
  );
});
