import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const INSTANCE = '/eureka/apps/ORDERS/web1.example.com:orders:8080';

describe('measuring a registry', () => {
  let server: RegistryServer;
  const scrape = async (accept = '*/*'): Promise<string> => (await server.get('/actuator/prometheus', { accept })).text;

  beforeAll(async () => {
    server = await startRegistry({ maxInstances: 1, maxBodyBytes: 10_000 });
    await server.post('/eureka/apps/ORDERS', aRegistration());
    await server.post('/eureka/apps/ORDERS', aRegistration({ instanceId: 'one-too-many' }));
    await server.post('/eureka/apps/ORDERS', 'x'.repeat(10_001));
    await server.put(INSTANCE);
    await server.put('/eureka/apps/ORDERS/nobody');
    await server.get('/eureka/apps');
    await server.get('/eureka/apps');
  });
  afterAll(() => server.close());

  it.each([
    'eureka_instances{status="UP"} 1',
    'eureka_application_instances{application="ORDERS",status="UP"} 1',
    'eureka_registrations_total{origin="client"} 1',
    'eureka_renewals_total{origin="client"} 2',
    'eureka_renewals_not_found_total{origin="client"} 1',
    'eureka_evictions_total 0',
    'eureka_self_preservation_active 0',
    'eureka_ready 1',
    'eureka_requests_total{method="PUT",route="/apps/*/*",status="404"} 1',
    'eureka_request_duration_seconds_bucket{method="PUT",route="/apps/*/*",le="+Inf"} 2',
    'eureka_request_duration_seconds_count{method="GET",route="/apps"} 2',
    'eureka_cache_hits_total{method="GET",route="/apps"} ',
    'eureka_refused_requests_total{reason="instances"} 1',
    'eureka_refused_requests_total{reason="too-large"} 1',
    'eureka_refused_requests_total{reason="streams"} 0',
    'eureka_build_info{version="',
    'nodejs_eventloop_lag_seconds ',
    'process_cpu_seconds_total ',
  ])('tells %s', async (line) => {
    expect(await scrape()).toContain(`\n${line}`);
  });

  it('counts on from scrape to scrape, and no list twice', async () => {
    const bytes = /eureka_list_bytes_total\{.*route="\/apps"\} (\d+)/;
    const before = Number(bytes.exec(await scrape())?.[1]);
    const { bytes: body } = await server.get('/eureka/apps');
    expect(Number(bytes.exec(await scrape())?.[1]) - before).toBe(body.length);
  });

  it('speaks Prometheus’ text, and OpenMetrics to who asks for it', async () => {
    const plain = await server.get('/actuator/prometheus', { accept: 'text/plain' });
    expect(plain.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    const open = await server.get('/actuator/prometheus', {
      accept: 'application/openmetrics-text;version=1.0.0,*/*;q=0.1',
    });
    expect(open.headers['content-type']).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
    expect(open.text).toMatch(/# EOF\n$/);
  });

  it('says which build it is', async () => {
    expect((await server.get('/actuator/info')).json()).toMatchObject({
      build: { name: 'nest-eureka', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
    });
  });

  it('offers its calls as OpenAPI, and as a page with a strict policy', async () => {
    expect((await server.get('/api-docs-json')).json()).toMatchObject({
      openapi: '3.0.3',
      paths: { '/eureka/apps/{app}/{id}': { put: { summary: 'Heartbeat' } } },
    });
    const page = await server.get('/api-docs', { accept: 'text/html' });
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.headers['content-security-policy']).toContain("script-src 'none'");
    expect(page.text).toContain('<code>PUT /eureka/apps/{app}/{id}</code>');
    expect((await server.get('/api-docs.css')).headers['content-type']).toMatch(/^text\/css/);
  });

  it.each(['alerts.yml', 'grafana-board.json'])('tells every metric that %s asks for', async (file) => {
    const text = readFileSync(new URL(`../../docs/operations/${file}`, import.meta.url), 'utf8');
    const asked = expressionsOf(parse(text)).flatMap(
      (expression) => expression.match(/\b(eureka|nodejs|process)_\w+/g) ?? [],
    );
    expect(asked.length).toBeGreaterThan(8);
    const scraped = await scrape();
    const told = new Set(Array.from(scraped.matchAll(/^# TYPE (\S+)/gm), ([, name = '']) => name));
    expect(asked.filter((name) => !told.has(name.replace(/_bucket$/, '')))).toEqual([]);
  });

  it('is told by docs/metrics.md, and nothing else is', async () => {
    const table = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8').split('\n');
    const told = new Set(Array.from((await scrape()).matchAll(/^# TYPE (eureka_\S+)/gm), ([, name = '']) => name));
    const named = table.filter((line) => line.startsWith('| `eureka_')).flatMap((row) => namesIn(row, told));
    expect(named.toSorted()).toEqual([...told].toSorted());
  });
});

/** The metrics that a row names; `_active` behind `eureka_self_preservation_enabled` stands for one that begins like it. */
function namesIn(row: string, told: ReadonlySet<string>): readonly string[] {
  let last = '';
  const [, cell = ''] = row.split('|');
  return Array.from(cell.matchAll(/`(\w+)`/g), ([, name = '']) => {
    if (!name.startsWith('_')) return (last = name);
    const words = last.split('_');
    const meant = words.map((_, length) => words.slice(0, length).join('_') + name);
    return meant.find((whole) => told.has(whole)) ?? name;
  });
}

/** What stands under `expr`, however deep. */
function expressionsOf(document: unknown): readonly string[] {
  if (typeof document !== 'object' || document === null) return [];
  return Object.entries(document).flatMap(([name, value]: [string, unknown]) =>
    name === 'expr' && typeof value === 'string' ? [value] : expressionsOf(value),
  );
}
