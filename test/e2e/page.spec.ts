import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { anInstance, aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const AMAZON = {
  '@class': 'com.netflix.appinfo.AmazonInfo',
  name: 'Amazon',
  metadata: { 'ami-id': 'ami-77', 'availability-zone': 'us-east-1c', 'instance-id': 'i-1' },
};

/** The page as a person reads it: markup gone, white space joined, entities resolved. */
function textOf(markup: string): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);
}

describe('the page', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry({
      environment: 'staging',
      datacenter: 'cellar',
      client: {
        registerWithEureka: false,
        serviceUrl: { defaultZone: ['http://user:secret@peer2.test:8762/eureka/'] },
      },
    });
    await server.post('/eureka/apps/ORDERS', aRegistration());
    await server.post(
      '/eureka/apps/ORDERS',
      aRegistration({ instanceId: 'two', status: 'DOWN', statusPageUrl: 'javascript:alert(1)' }),
    );
    await server.post(
      '/eureka/apps/BILLING',
      aRegistration({ app: 'BILLING', instanceId: 'i-1', dataCenterInfo: AMAZON }),
    );
  });
  afterAll(() => server.close());

  it('shows what the Java page shows, under its labels', async () => {
    const answer = await server.get('/', { accept: 'text/html' });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html;charset=UTF-8']);
    const text = textOf(answer.text);
    expect(text).toMatch(/System Status Environment staging Data center cellar/);
    expect(text).toMatch(/Current time \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d \+0000 Uptime 00:00/);
    expect(text).toMatch(/Lease expiration enabled true Renews threshold 6 Renews \(last min\) 0/);
    expect(text).toMatch(/DS Replicas peer2\.test Instances currently registered with Eureka/);
    expect(text).toMatch(
      /Application AMIs Availability Zones Status BILLING ami-77 \(1\) us-east-1c \(1\) UP \(1\) - i-1 ORDERS n\/a \(2\) \(2\)/,
    );
    expect(text).toMatch(/UP \(1\) - web1\.example\.com:orders:8080 DOWN \(1\) - two/);
    expect(text).toMatch(
      /General Info num-of-cpus \d+ total-avail-memory \d+mb current-memory-usage \d+mb \(\d+%\) server-uptime 00:00/,
    );
    expect(text).toMatch(
      /registered-replicas http:\/\/peer2\.test:8762\/eureka\/ available-replicas unavailable-replicas http:\/\/peer2\.test:8762\/eureka\/,/,
    );
    expect(text).toMatch(/Instance Info ipAddr 127\.0\.0\.1 status UP/);
    expect(answer.text).not.toContain('secret');
  });

  it('links status pages, but only those of http and https', async () => {
    const { text } = await server.get('/');
    expect(text).toContain('<a href="http://web1.example.com:8080/actuator/info" rel="noreferrer">');
    expect(text).not.toContain('javascript:');
  });

  it('shows every field as text, whatever a registration says', async () => {
    const evil = `<script>alert(1)</script>"'&`;
    await server.post(
      '/eureka/apps/EVIL',
      aRegistration({ app: 'EVIL', instanceId: evil, statusPageUrl: `http://x/"><script>` }),
    );
    for (const path of ['/', '/lastn']) {
      const { text } = await server.get(path);
      expect(text).not.toContain('<script');
      expect(textOf(text)).toContain(evil);
    }
    await server.delete(`/eureka/apps/EVIL/${encodeURIComponent(evil)}`);
  });

  it('lists the last leases, newest first', async () => {
    await server.post('/eureka/apps/BRIEF', aRegistration({ app: 'BRIEF', instanceId: 'brief' }));
    await server.delete('/eureka/apps/BRIEF/brief');
    const text = textOf((await server.get('/lastn')).text);
    expect(text).toMatch(
      /Last 1000 cancelled leases Timestamp Lease \w{3} \d{1,2}, \d{4}, \d{1,2}:\d\d:\d\d [AP]M BRIEF\(brief\)/,
    );
    expect(text).toMatch(/Last 1000 newly registered leases Timestamp Lease \w{3} [^()]*BRIEF\(brief\)/);
    expect(text).toContain('ORDERS(web1.example.com:orders:8080)');
  });

  it('goes on from page to page where there are many, and says how many', async () => {
    const ids = Array.from({ length: 1_001 }, (_, number) => `many-${String(number).padStart(4, '0')}`);
    const replicate = (action: string): Promise<unknown> =>
      server.post(
        '/eureka/peerreplication/batch',
        JSON.stringify({
          replicationList: ids.map((id) => {
            const instanceInfo = anInstance({ app: 'MANY', instanceId: id });
            return { appName: 'MANY', id, action, instanceInfo };
          }),
        }),
      );
    await replicate('Register');
    const { text } = await server.get('/');
    expect(textOf(text)).toContain('1,000 of 1,004 instances are on this page');
    expect(/MANY n.a .{38}/.exec(textOf(text))?.[0]).toBe('MANY n/a (1001) (1001) UP (1001) - many-0000 , ');
    expect([text.includes('many-0998'), text.includes('many-0999')]).toEqual([true, false]);
    const [, next = ''] = /<a href="([^"]+)">Next page/.exec(text) ?? [];
    const { pathname, search } = new URL(next, `${server.url}/`);
    const rest = await server.get(pathname + search);
    expect(textOf(rest.text)).toMatch(/4 of 1,004 .*First page .* MANY n\/a \(1001\) .*many-0999 , .*ORDERS .* two/);
    expect(rest.text).not.toContain('Next page');
    expect((await server.get('/?after=nonsense')).text.includes('many-0000')).toBe(true);
    await replicate('Cancel');
  });

  it('allows a browser nothing but its own style sheet, which is there', async () => {
    const { headers, text } = await server.get('/');
    expect(headers['content-security-policy']).toBe(
      "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(text).not.toMatch(/<script|<style|style="|onclick/);
    const [, href = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(text) ?? [];
    const style = await server.get(new URL(href, `${server.url}/`).pathname);
    expect([style.status, style.headers['content-type']]).toEqual([200, 'text/css;charset=UTF-8']);
    const icon = await server.get('/eureka-page.svg');
    expect([headers['cache-control'], icon.headers['cache-control']]).toEqual(['no-store', 'private, max-age=86400']);
  });

  it.each(['evil.example', 'evil.example:8761', 'localhost.evil.example', '[bad'])(
    'answers 421 to the foreign host %s',
    async (host) => {
      expect((await server.get('/', { host })).status).toBe(421);
      expect((await server.get('/eureka/status', { host })).status).toBe(200);
    },
  );

  it.each(['localhost', 'localhost:8761', '127.0.0.1', '[::1]:8761', '10.1.2.3', 'registry.test:80', 'REGISTRY.test'])(
    'answers to its own host %s',
    async (host) => {
      expect((await server.get('/', { host })).status).toBe(200);
    },
  );
});

describe('the page’s options', () => {
  let server: RegistryServer;
  afterEach(() => server.close());

  it('moves with its path, links included', async () => {
    server = await startRegistry({ dashboard: { path: '/dashboard' } });
    expect((await server.get('/')).status).toBe(404);
    for (const path of ['/dashboard', '/dashboard/', '/dashboard/lastn', '/dashboard/lastn/']) {
      const { status, text } = await server.get(path);
      expect([path, status]).toEqual([path, 200]);
      const targets = [...text.matchAll(/<a href="([^"]+)">(?:Home|Last)/g)].map(
        ([, href = '']) => new URL(href, server.url + path).pathname,
      );
      expect(targets).toEqual(['/dashboard/', '/dashboard/lastn']);
    }
    expect((await server.get('/eureka/apps')).status).toBe(200);
  });

  it('goes away with eureka.dashboard.enabled=false, the API stays', async () => {
    server = await startRegistry({ dashboard: { enabled: false } });
    expect((await server.get('/')).status).toBe(404);
    expect((await server.get('/lastn')).status).toBe(404);
    expect((await server.get('/eureka/apps')).status).toBe(200);
  });

  it('answers to allowed hosts', async () => {
    server = await startRegistry({ allowedHosts: ['eureka.example.com'] });
    expect((await server.get('/', { host: 'eureka.example.com' })).status).toBe(200);
  });

  it('says when self-preservation is off', async () => {
    server = await startRegistry({ enableSelfPreservation: false });
    expect((await server.get('/')).text).toContain('THE SELF PRESERVATION MODE IS TURNED OFF.');
  });

  it('names the service URL as the viewer has reached it', async () => {
    server = await startRegistry({ contextPath: '/ctx' });
    const host = 'user:secret@REGISTRY.test:99/<b>';
    const { text } = await server.get('/ctx', { host, 'x-forwarded-proto': 'https' });
    expect(textOf(text)).toContain('eureka.client.service-url.defaultZone=https://registry.test:99/ctx/eureka/');
    expect(text).not.toContain('secret');
  });

  it('says what to do while nothing is registered', async () => {
    server = await startRegistry();
    const text = textOf((await server.get('/')).text);
    expect(text).toContain('No instances available');
    expect(text).toContain(`eureka.client.service-url.defaultZone=http://127.0.0.1:${server.port}/eureka/`);
  });
});
