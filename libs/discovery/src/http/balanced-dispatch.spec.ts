import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import { systemClock } from '@nest-eureka/time';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { toServiceInstance } from '../core/service-instance.js';
import { balancedDispatch } from './balanced-dispatch.js';
import { ServiceCallers } from './service-callers.js';
import type { ServiceSettings } from './service-settings.js';

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

let servers: Server[];
let agents: Agent[];
let asked: string[];
/** What the instances do, by name. */
let serve: Record<string, Serve>;

beforeEach(() => {
  servers = [];
  agents = [];
  asked = [];
  serve = {};
});

afterEach(async () => {
  await Promise.all(agents.map((agent) => agent.destroy()));
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A dispatcher over real servers `a` and `b`, asked `b` first. */
async function start(settings: ServiceSettings = {}) {
  const instances = await Promise.all(['a', 'b'].map(startServer));
  const source = {
    instancesOf: () => instances,
    serviceInstanceOf: toServiceInstance,
    isKnown: (service: string) => service === 'orders',
    services: () => ['orders'],
    isInformed: true,
    onChange: () => () => {},
  };
  const all = { loadBalancer: { rule: 'RoundRobinRule' }, ...settings };
  const deps = { source, clock: systemClock, random: Math.random, instanceId: '', listeners: {} };
  const agent = new Agent();
  agents.push(agent);
  return agent.compose(balancedDispatch(new ServiceCallers(all, deps)));
}

async function startServer(name: string) {
  const server = createServer((incoming, response) => {
    asked.push(`${name} ${incoming.method} ${incoming.url}`);
    const own = serve[name];
    if (own === undefined) response.end(`from ${name}`);
    else own(incoming, response);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return sampleInstance({ instanceId: name, hostName: '127.0.0.1', port: { number: port, enabled: true } });
}

describe('an undici dispatcher that calls by name', () => {
  it('goes to an instance, with path, headers and body', async () => {
    const dispatcher = await start();
    serve['b'] = (incoming, response) => {
      response.setHeader('x-seen', String(incoming.headers['x-mine']));
      incoming.pipe(response);
    };
    const headers = { 'x-mine': 'yes' };
    const answer = await request('http://orders/items?a=%41', { dispatcher, method: 'POST', headers, body: 'text' });
    expect([answer.statusCode, answer.headers['x-seen'], await answer.body.text()]).toEqual([200, 'yes', 'text']);
    expect(asked).toEqual(['b POST /items?a=%41']);
  });

  it('tries another instance, and gives the answer of that one alone', async () => {
    const dispatcher = await start();
    serve['b'] = (_incoming, response) => response.writeHead(503).end('busy');
    const answer = await request('http://orders/', { dispatcher });
    expect([answer.statusCode, await answer.body.text()]).toEqual([200, 'from a']);
    expect(asked).toEqual(['b GET /', 'a GET /']);
  });

  it('tries another instance when a connection breaks, and never with a POST', async () => {
    const dispatcher = await start();
    serve['b'] = (incoming) => incoming.socket.destroy();
    serve['a'] = (incoming, response) =>
      incoming.method === 'POST' ? incoming.socket.destroy() : response.end('good');
    expect(await (await request('http://orders/', { dispatcher })).body.text()).toBe('good');
    await expect(request('http://orders/', { dispatcher, method: 'POST', body: 'x' })).rejects.toThrow(
      'other side closed',
    );
    expect(asked).toHaveLength(3);
  });

  it('passes a large answer on at the pace at which it is read', async () => {
    const dispatcher = await start();
    const size = 20_000_000;
    serve['b'] = (_incoming, response) => response.end(Buffer.alloc(size, 'x'));
    const { body } = await request('http://orders/', { dispatcher });
    let read = 0;
    for await (const chunk of body) {
      read += (chunk as Buffer).length;
      if (read % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(read).toBe(size);
  });

  it('never sends a stream twice', async () => {
    const dispatcher = await start();
    serve['b'] = (incoming, response) => void incoming.resume().on('end', () => response.writeHead(503).end());
    const { statusCode, body } = await request('http://orders/', {
      dispatcher,
      method: 'PUT',
      body: Readable.from(['x']),
    });
    await body.dump();
    expect([statusCode, asked.length]).toEqual([503, 1]);
  });

  it('ends with the caller', async () => {
    const dispatcher = await start();
    const caller = new AbortController();
    const gone: string[] = [];
    serve['b'] = (incoming) => {
      incoming.socket.once('close', () => gone.push('b'));
      caller.abort(new Error('not any more'));
    };
    await expect(request('http://orders/', { dispatcher, signal: caller.signal })).rejects.toThrow('not any more');
    while (gone.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual(['b GET /']);
  });

  it('answers with the fallback, fails with the reason, and leaves others alone', async () => {
    const dispatcher = await start({ tryTimeoutMs: 50, fallback: () => ({ status: 203, body: { from: 'here' } }) });
    serve['a'] = () => {};
    serve['b'] = () => {};
    const answer = await request('http://orders/', { dispatcher });
    expect([answer.statusCode, await answer.body.json()]).toEqual([203, { from: 'here' }]);
    const failing = await start({ tryTimeoutMs: 50 });
    await expect(request('http://orders/', { dispatcher: failing })).rejects.toMatchObject({
      code: 'EUREKA_CALL_TIMEOUT',
    });
    delete serve['a'];
    const address = servers[0]?.address() as AddressInfo | undefined;
    const direct = await request(`http://127.0.0.1:${address?.port}/`, { dispatcher });
    expect(await direct.body.text()).toBe('from a');
  });
});
