import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { browserFault, hostFault } from './browser-rules.js';
import type { CallerRequest } from './browser-rules.js';
import { KnownHosts } from './known-hosts.js';

const hosts = new KnownHosts(['registry.test'], []);
const asked = (method: string, headers: IncomingHttpHeaders): CallerRequest => ({
  method,
  headers: { host: 'registry.test:8761', ...headers },
  socket: {} as Socket,
});

describe('browserFault', () => {
  it.each([
    ['a client that is no browser', 'DELETE', {}],
    ['the own page', 'POST', { origin: 'http://registry.test:8761', 'sec-fetch-site': 'same-origin' }],
    ['a reading page of another site', 'GET', { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }],
  ])('lets %s pass', (_name, method, headers) => expect(browserFault(asked(method, headers), hosts)).toBeUndefined());

  it.each([
    ['another site', 'POST', { origin: 'http://evil.example' }],
    ['another port of the same machine', 'DELETE', { origin: 'http://registry.test:3000' }],
    ['a page that hides where it is from', 'PUT', { origin: 'null' }],
    ['a form without an origin', 'POST', { 'sec-fetch-site': 'cross-site' }],
    ['a name that was pointed here', 'PUT', { origin: 'http://evil.example', host: 'evil.example' }],
    ['an unknown method', 'PATCH', { origin: 'http://evil.example' }],
  ])('refuses a write of %s', (_name, method, headers) =>
    expect(browserFault(asked(method, headers), hosts)).toMatchObject({ kind: 'forbidden' }),
  );
});

describe('hostFault', () => {
  it.each([
    ['Mozilla/5.0', 'evil.example', 'misdirected'],
    ['Mozilla/5.0', 'registry.test', undefined],
    ['Java-EurekaClient/v2.0.4', 'evil.example', undefined],
    [undefined, 'evil.example', undefined],
  ])('judges %s at %s: %s', (agent, host, kind) =>
    expect(hostFault(asked('GET', { host, 'user-agent': agent }), hosts)?.kind).toBe(kind),
  );

  it.each([
    [
      'a script of a page that calls itself a program',
      { 'user-agent': 'curl/8', 'accept-language': '*' },
      'misdirected',
    ],
    [
      'a browser that says nothing but where from',
      { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'cors' },
      'misdirected',
    ],
    ['Node’s fetch', { 'user-agent': 'node', 'accept-language': '*', 'sec-fetch-mode': 'cors' }, undefined],
    ['Python’s requests', { 'user-agent': 'python-requests/2', 'accept-encoding': 'gzip, deflate' }, undefined],
  ])('judges %s', (_name, headers, kind) =>
    expect(hostFault(asked('GET', { host: 'evil.example', ...headers }), hosts)?.kind).toBe(kind),
  );
});
