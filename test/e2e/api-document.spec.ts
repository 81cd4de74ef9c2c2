import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

interface Operation {
  readonly responses: object;
  readonly requestBody?: object;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const JSON_BODY = { 'content-type': 'application/json' };
const KNOWN = { app: 'ORDERS', id: 'i-1', vip: 'orders', name: 'group', file: 'none.js' };
const UNKNOWN = { app: 'NOBODY', id: 'no-such', vip: 'nobody', name: 'group', file: 'none.js' };
const QUERIES = ['', '?value=OUT_OF_SERVICE&app=ORDERS&id=i-1&wait=1', '?limit=x&lastDirtyTimestamp=z', '?k=v'];
const BODIES = [
  undefined,
  '{',
  '{"app":"ORDERS","status":"DOWN","weight":1,"metadata":{}}',
  JSON.stringify({ app: 'x'.repeat(20_001) }),
];

const filled = (path: string, names: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? name);

describe('the API', () => {
  let server: RegistryServer;
  let document: Document;
  beforeAll(async () => {
    server = await startRegistry({ maxBodyBytes: 20_000 });
    document = (await server.get('/api-docs-json')).json() as Document;
  });
  afterAll(() => server.close());

  it('answers nothing that its OpenAPI document does not tell of', async () => {
    const untold = new Set<string>();
    let calls = 0;
    const walk = async (path: string, method: string, { responses, requestBody }: Operation): Promise<void> => {
      await server.post('/eureka/apps/ORDERS', aRegistration({ instanceId: 'i-1' }));
      for (const names of [KNOWN, UNKNOWN]) {
        for (const body of requestBody === undefined ? [undefined] : BODIES) {
          for (const query of QUERIES) {
            const url = `${filled(path, names)}${query}`;
            const { status } = await server.call(method, url, { headers: JSON_BODY, ...(body && { body }) });
            if (!Object.hasOwn(responses, String(status))) untold.add(`${method} ${path}: ${status}`);
            calls++;
          }
        }
      }
    };
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [path, method.toUpperCase(), operation] as const),
    );
    // an open stream does not end
    const finite = routes.filter(([path, method]) => !(method === 'GET' && path.endsWith('/x/watch')));
    await Promise.all(finite.map((route) => walk(...route)));
    expect([...untold]).toEqual([]);
    expect(calls).toBeGreaterThan(400);
  });

  it('tells of other media types, and of requests without a body', async () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const { post } = methods;
      if (post?.requestBody === undefined) continue;
      const headers = { 'content-type': 'image/png' };
      const { status } = await server.call('POST', filled(path, KNOWN), { headers, body: 'x' });
      expect([path, Object.keys(post.responses)]).toEqual([path, expect.arrayContaining([String(status)])]);
    }
  });
});
