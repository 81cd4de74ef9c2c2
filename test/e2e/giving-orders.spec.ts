import { createServer, request } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { commandLine } from '../support/command-line.js';
import type { CommandEnd } from '../support/command-line.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

let registry: RegistryServer;
let locked: RegistryServer;
/** The same registry as a server without our additions would show it. */
let plainUrl: string;
const servers: Server[] = [];
beforeAll(async () => {
  registry = await startRegistry({ adminBulkLimit: 2 });
  locked = await startRegistry({
    users: [
      { name: 'ann', password: 'pa:ss', roles: ['operator', 'registrar'] },
      { name: 'rob', password: 'geheim', roles: ['registrar'] },
    ],
    tokens: [{ name: 'pipeline', token: 'a-token-of-the-pipeline', roles: ['operator'] }],
  });
  const plain = createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith('/eureka/x/')) {
      outgoing.writeHead(404).end();
      return;
    }
    const { method, url: path, headers } = incoming;
    incoming.pipe(
      request({ port: registry.port, method, path, headers, agent: false }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }),
    );
  });
  servers.push(plain);
  await new Promise<void>((resolve) => void plain.listen(0, '127.0.0.1', resolve));
  plainUrl = `http://127.0.0.1:${(plain.address() as AddressInfo).port}/eureka/`;
});
afterAll(() => servers.forEach((server) => server.close()));

const register = (app: string, id: string, server = registry) =>
  server.post(`/eureka/apps/${app}`, aRegistration({ app, instanceId: id }));
const tell = (...argv: string[]) => commandLine([...argv, '--url', `${registry.url}/eureka/`]);
const tellPlain = (...argv: string[]) => commandLine([...argv, '--url', plainUrl]);
const cells = ({ out }: CommandEnd) => out.split('\n').map((line) => line.split(/ {2,}/));

async function statusOf(app: string, id: string): Promise<string> {
  const { exit, out } = await tell('list', app, '--json');
  expect(exit).toBe(0);
  const listed = JSON.parse(out) as { id: string; status: string }[];
  return listed.find((instance) => instance.id === id)?.status ?? 'gone';
}

describe('nest-eureka drain and restore', () => {
  it('take an instance out of service with a reason and an end, and bring it back', async () => {
    await register('ORDERS', 'o-1');
    const drained = await tell('drain', 'orders', 'o-1', '--reason', 'new disk', '--owner', 'team-o', '--for', '10m');
    expect(drained).toMatchObject({ exit: 0, err: '' });
    expect(cells(drained)).toEqual([
      ['APPLICATION', 'INSTANCE', 'OUTCOME', 'WAS', 'IS', 'UNTIL'],
      ['ORDERS', 'o-1', 'changed', 'UP', 'OUT_OF_SERVICE', expect.stringMatching(/^\d{4}-.*Z$/)],
    ]);
    const explained = await tell('explain', 'orders', 'o-1');
    expect(explained.exit).toBe(0);
    expect(explained.out).toMatch(/^ORDERS o-1: OUT_OF_SERVICE\n {2}why +An override sets it/);
    expect(explained.out).toMatch(/measure +override OUT_OF_SERVICE by \S+ at .*, until .*, owner team-o, new disk/);
    expect((await tell('restore', 'orders', 'o-1')).exit).toBe(0);
    expect(await statusOf('ORDERS', 'o-1')).toBe('UP');
  });

  it('do several only when told so, and say what they would do', async () => {
    await register('CART', 'c-1');
    await register('CART', 'c-2');
    for (const which of [['--all'], ['c-1', 'c-2']]) {
      expect(await tell('drain', 'cart', ...which)).toEqual({
        exit: 2,
        out: '',
        err: 'this would drain 2 instances of CART: c-1, c-2; say --yes to do it',
      });
    }
    expect(await statusOf('CART', 'c-1')).toBe('UP');
    const { exit, out } = await tell('drain', 'cart', '--all', '--yes', '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ action: 'drain', by: 'administration', changed: 2, unknown: 0, failed: 0 });
    expect(await statusOf('CART', 'c-2')).toBe('OUT_OF_SERVICE');
  });
});

describe('nest-eureka drain of many', () => {
  it('needs a reason, as the registry says', async () => {
    for (const id of ['b-1', 'b-2', 'b-3']) await register('BULK', id);
    const refused = await tell('drain', 'bulk', '--all', '--yes');
    expect(refused).toMatchObject({ exit: 1, out: '', err: expect.stringMatching(/must have a reason.*\(400\)/) });
    expect(await statusOf('BULK', 'b-1')).toBe('UP');
    expect((await tell('drain', 'bulk', '--all', '--yes', '--reason', 'move')).exit).toBe(0);
  });
});

describe('nest-eureka evict', () => {
  it('keeps an instance away for a time, until it is restored', async () => {
    await register('STOCK', 's-1');
    expect(await tell('evict', 'stock', 's-1', '--for', '1h')).toMatchObject({ exit: 0, err: '' });
    await register('STOCK', 's-1');
    expect(await statusOf('STOCK', 's-1')).toBe('gone');
    const explained = await tell('explain', 'stock', 's-1');
    expect(explained.exit).toBe(1);
    expect(explained.out).toMatch(/not registered\n {2}why .*It may not register for \d+ min more/);
    expect((await tell('restore', 'stock', 's-1')).exit).toBe(0);
    await register('STOCK', 's-1');
    expect(await statusOf('STOCK', 's-1')).toBe('UP');
  });

  it('says that a living instance comes back', async () => {
    await register('STOCK', 's-2');
    const { exit, err } = await tell('evict', 'stock', 's-2');
    expect([exit, err]).toEqual([0, 'an instance that is alive registers again with its next heartbeat']);
  });
});

describe('nest-eureka override, weight and metadata', () => {
  it('set what is shown, with the values before, and restore takes it back', async () => {
    await register('PAY', 'p-1');
    const overridden = await tell('override', 'pay', 'p-1', '--status', 'down', '--for', '1h');
    expect(overridden).toMatchObject({ exit: 0, err: '' });
    expect(cells(overridden)[1]?.slice(1, 5)).toEqual(['p-1', 'changed', 'UP', 'DOWN']);
    const weighed = await tell('weight', 'pay', 'p-1', '--weight', '0.5');
    expect(cells(weighed)[1]?.slice(1, 5)).toEqual(['p-1', 'changed', '-', 'weight=0.5']);
    const set = await tell('metadata', 'pay', 'p-1', '--set', 'canary=true', '--set', 'note=a=b', '--reason', 'trial');
    expect(cells(set)[1]?.slice(1, 5)).toEqual(['p-1', 'changed', '-', 'canary=true note=a=b']);
    const { out } = await tell('list', 'pay', '--json');
    expect(JSON.parse(out)).toMatchObject([
      { status: 'DOWN', metadata: { weight: '0.5', canary: 'true', note: 'a=b' } },
    ]);
    expect((await tell('restore', 'pay', 'p-1')).exit).toBe(0);
    expect((await tell('list', 'pay', '--json')).out).not.toMatch(/canary|weight|DOWN/);
    expect((await tell('journal', '--kind', 'administered')).out).toMatch(/metadata of 1: trial/);
  });

  it.each([
    [['override', 'pay', 'p-1'], /required option '--status <status>' not specified/],
    [['override', 'pay', 'p-1', '--status', 'GONE'], /--status: GONE is none of UP, DOWN/],
    [['weight', 'pay', 'p-1', '--weight', '-1'], /--weight: -1 is not a number from 0/],
    [['metadata', 'pay', 'p-1', '--set', 'canary'], /--set: canary is not written like name=value/],
  ])('say what is missing in %j', async (argv, message) => {
    const end = await tell(...argv);
    expect([end.exit, end.out]).toEqual([2, '']);
    expect(end.err).toMatch(message);
  });
});

describe('an order', () => {
  it.each([
    [['drain', 'orders'], 2, /name the instances, or say --all/],
    [['drain', 'orders', 'o-1', '--all'], 2, /name the instances, or say --all/],
    [['drain', 'orders', 'o-1', '--for', 'soon'], 2, /--for: soon is not a time/],
    [['drain', 'nobody', '--all', '--yes'], 1, /NOBODY +- +not registered/],
    [['evict', 'orders', 'no-such'], 1, /no-such +not registered/],
  ])('that cannot be carried out ends in a code: %j', async (argv, exit, message) => {
    const end = await tell(...argv);
    expect(end.exit).toBe(exit);
    expect(`${end.out}${end.err}`).toMatch(message);
  });

  it('of somebody who may not is refused, and no credentials are shown', async () => {
    const as = (user: string) => `http://${user}@127.0.0.1:${locked.port}/eureka/`;
    const refused = await commandLine(['drain', 'orders', 'o-1', '--url', as('rob:geheim')]);
    expect(refused).toMatchObject({ exit: 1, out: '', err: expect.stringMatching(/operator.*\(403\)/) });
    const unknown = await commandLine(['drain', 'orders', 'o-1', '--url', as('rob:falsch')]);
    expect(unknown).toMatchObject({ exit: 1, out: '', err: expect.stringMatching(/other credentials \(401\)/) });
    expect(`${refused.err}${unknown.err}`).not.toMatch(/geheim|falsch/);
  });

  it('names the user who gave it', async () => {
    const url = `http://ann:pa%3Ass@127.0.0.1:${locked.port}/eureka/`;
    await locked.post('/eureka/apps/ORDERS', aRegistration({ instanceId: 'o-1' }), {
      authorization: `Basic ${Buffer.from('ann:pa:ss').toString('base64')}`,
    });
    expect((await commandLine(['drain', 'orders', 'o-1', '--reason', 'disk', '--url', url])).exit).toBe(0);
    const { out } = await commandLine(['explain', 'orders', 'o-1', '--url', url]);
    expect(out).toMatch(/measure +override OUT_OF_SERVICE by ann at /);
    const environment = { EUREKA_TOKEN: 'a-token-of-the-pipeline' };
    const bare = `http://127.0.0.1:${locked.port}/eureka/`;
    const restored = await commandLine(['restore', 'orders', 'o-1', '--url', bare], { environment });
    expect(restored).toMatchObject({ exit: 0, err: '' });
    expect((await commandLine(['explain', 'orders', 'o-1', '--url', url])).out).toMatch(/by pipeline at /);
    expect(out).not.toContain('pa');
  });
});

describe('an order to a registry without administration', () => {
  it('is carried out by plain Eureka calls, which it says', async () => {
    await register('MAIL', 'm:1');
    const drained = await tellPlain('drain', 'mail', 'm:1', '--reason', 'r');
    expect(drained.exit).toBe(0);
    expect(cells(drained)[1]).toEqual(['MAIL', 'm:1', 'changed', 'UP', 'OUT_OF_SERVICE', '-']);
    expect(drained.err).toMatch(/plain Eureka calls.*nobody keeps the reason/);
    expect(await statusOf('MAIL', 'm:1')).toBe('OUT_OF_SERVICE');
    expect(cells(await tellPlain('drain', 'mail', 'm:1'))[1]?.[2]).toBe('unchanged');
    const explained = await tellPlain('explain', 'mail', 'm:1');
    expect(explained.exit).toBe(0);
    expect(explained.out).toMatch(
      /shown as OUT_OF_SERVICE, and an override says OUT_OF_SERVICE; this registry does not/,
    );
    expect(cells(await tellPlain('restore', 'mail', '--all', '--yes'))[1]).toEqual([
      'MAIL',
      'm:1',
      'changed',
      'OUT_OF_SERVICE',
      'UP',
      '-',
    ]);
    expect(await statusOf('MAIL', 'm:1')).toBe('UP');
    expect((await tellPlain('evict', 'mail', 'm:1')).exit).toBe(0);
    expect(await statusOf('MAIL', 'm:1')).toBe('gone');
  });

  it('sets status and metadata by plain Eureka calls', async () => {
    await register('MAIL', 'm-3');
    const overridden = await tellPlain('override', 'mail', 'm-3', '--status', 'DOWN');
    expect(cells(overridden)[1]?.slice(1, 5)).toEqual(['m-3', 'changed', 'UP', 'DOWN']);
    expect(cells(await tellPlain('override', 'mail', 'm-3', '--status', 'DOWN'))[1]?.[2]).toBe('unchanged');
    const weighed = await tellPlain('weight', 'mail', 'm-3', '--weight', '3');
    expect(cells(weighed)[1]?.slice(1, 5)).toEqual(['m-3', 'changed', '-', 'weight=3']);
    expect((await tell('list', 'mail', '--status', 'DOWN', '--json')).out).toContain('"weight": "3"');
    expect((await tellPlain('evict', 'mail', 'm-3')).exit).toBe(0);
  });

  it('keeps no journal, and tells of its replicas what Eureka’s status says', async () => {
    expect(await tellPlain('journal')).toMatchObject({
      exit: 1,
      out: '',
      err: expect.stringMatching(/keeps no journal/),
    });
    expect(await tellPlain('cluster')).toEqual({ exit: 0, out: 'no peers', err: '' });
  });

  it('is watched by its deltas', async () => {
    const [ending, lines] = [new AbortController(), [] as string[]];
    const watching = commandLine(['watch', '--url', plainUrl, '--interval', '0.1'], {
      ending: ending.signal,
      onLine: (line) => void lines.push(line),
    });
    await until('it watches', () => lines.join().includes('looking every 0.1 s'));
    await register('MAIL', 'm-4');
    await until('it has seen it', () => lines.join().includes('+ MAIL m-4 UP'));
    ending.abort();
    expect((await watching).exit).toBe(0);
  });

  it('is not given where it has an end that nobody would see to', async () => {
    await register('MAIL', 'm-2');
    const end = await tellPlain('drain', 'mail', 'm-2', '--for', '1h');
    expect(end).toMatchObject({ exit: 1, out: '', err: expect.stringMatching(/leave --for out; nothing was done/) });
    expect(await statusOf('MAIL', 'm-2')).toBe('UP');
  });

  it.each([[['drain', 'mail', 'm-1']], [['explain', 'mail', 'm-1']]])(
    'is refused by what is no registry: %j',
    async (argv) => {
      const end = await commandLine([...argv, '--url', `${registry.url}/elsewhere/`]);
      expect(end).toMatchObject({ exit: 1, out: '', err: expect.stringMatching(/404/) });
    },
  );

  it('tells what is not registered', async () => {
    expect(cells(await tellPlain('evict', 'nobody', 'n-1'))[1]).toEqual([
      'NOBODY',
      'n-1',
      'not registered',
      '-',
      '-',
      '-',
    ]);
    expect((await tellPlain('explain', 'nobody', 'n-1')).exit).toBe(1);
  });
});
