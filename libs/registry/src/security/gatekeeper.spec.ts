import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { AuthorizationCheck } from './authorization-check.js';
import type { Claim, CredentialsCheck } from './authorization-check.js';
import { readBasicCredentials } from './basic-credentials.js';
import type { CallerRequest } from './browser/browser-rules.js';
import { KnownHosts } from './browser/known-hosts.js';
import { Gatekeeper } from './gatekeeper.js';
import type { Admission } from './gatekeeper.js';
import type { Principal } from './roles.js';
import { Sessions } from './sessions/sessions.js';
import { UserDirectory } from './user-directory.js';
import type { User } from './user-directory.js';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const APP: User = { name: 'app', password: 'secret', roles: ['registrar'] };

/** Reads a header as it is, without passport. */
class PlainCheck implements CredentialsCheck {
  constructor(private readonly users: UserDirectory) {}

  async check(authorization: string): Promise<Principal | undefined> {
    const [credentials] = readBasicCredentials(authorization);
    return credentials && this.users.authenticate(credentials.name, credentials.password);
  }

  claimOf(authorization: string): Claim {
    const name = readBasicCredentials(authorization)[0]?.name ?? '';
    return { name, isKnown: this.users.has(name) };
  }
}

function asked(
  authorization: string | undefined,
  remoteAddress: string | undefined,
  headers: IncomingHttpHeaders = {},
  method = 'GET',
): CallerRequest {
  // a pipe has no address of its own, its server has a path
  const socket =
    remoteAddress === 'pipe' ? { server: { address: () => '/tmp/pipe' } } : { remoteAddress, localPort: 1 };
  return { method, headers: { ...headers, authorization }, socket: socket as unknown as Socket };
}

function gatekeeper(
  users: readonly User[],
  insecure = false,
  check: CredentialsCheck = new PlainCheck(new UserDirectory(users)),
): { gate: Gatekeeper; clock: ManualClock } {
  const clock = new ManualClock();
  let count = 0;
  const gate = new Gatekeeper({
    isOpen: users.length === 0,
    insecure,
    authorization: new AuthorizationCheck(check, clock),
    sessions: new Sessions(clock, { idleMs: 1000, longestMs: 5000 }, () => `text-${++count}`),
    hosts: new KnownHosts(['registry.test'], []),
    certificates: { find: () => undefined },
  });
  return { gate, clock };
}

describe('Gatekeeper without users', () => {
  it.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1', 'pipe'])('lets %s do everything', (address) => {
    expect(gatekeeper([]).gate.admit('admin', asked(undefined, address))).toMatchObject({ kind: 'admitted' });
  });

  it.each(['10.0.0.1', '::ffff:10.0.0.1', 'fe80::1', '1127.0.0.1', '', undefined])(
    'keeps %s out unless it is insecure',
    (address) => {
      expect(gatekeeper([]).gate.admit('reader', asked(undefined, address))).toMatchObject({ kind: 'forbidden' });
      expect(gatekeeper([]).gate.admit('nothing', asked(undefined, address))).toMatchObject({ kind: 'admitted' });
      expect(gatekeeper([], true).gate.admit('admin', asked('Basic nonsense', address))).toMatchObject({
        kind: 'admitted',
      });
    },
  );
});

describe('Gatekeeper with users', () => {
  it('asks for credentials where there are none, even of an insecure registry', () => {
    expect(gatekeeper([APP], true).gate.admit('reader', asked(undefined, '::1'))).toMatchObject({
      kind: 'unauthenticated',
    });
  });

  it.each(['Digest abc', 'Negotiate abc', 'Basic', 'Basic ', 'Bearer'])(
    'takes %s for no credentials, which never wait',
    (header) => {
      expect(gatekeeper([APP]).gate.admit('reader', asked(header, '10.0.0.1'))).toMatchObject({
        kind: 'unauthenticated',
      });
    },
  );

  it('checks a header once however many send it at the same time', async () => {
    let checks = 0;
    const counting = {
      check(): Promise<undefined> {
        checks++;
        return Promise.resolve(undefined);
      },
      claimOf: () => ({ name: 'app', isKnown: true }),
    };
    const { gate } = gatekeeper([APP], false, counting);
    await Promise.all(Array.from({ length: 3 }, async () => gate.admit('reader', asked(basic('app:x'), '10.0.0.1'))));
    expect(checks).toBe(1);
  });

  it('checks nothing for those who have hung up, and everything for those who wait for the same', async () => {
    const checked: string[] = [];
    const recording: CredentialsCheck = {
      async check(authorization) {
        checked.push(authorization);
        await afterPromises();
        return undefined;
      },
      claimOf: () => ({ name: 'app', isKnown: true }),
    };
    const { gate } = gatekeeper([APP], false, recording);
    const ask = (password: string, isGone: boolean): unknown => {
      const request = asked(basic(`app:${password}`), '10.0.0.1');
      Object.assign(request.socket, { destroyed: isGone });
      return gate.admit('reader', request);
    };
    const answers = [ask('one', false), ask('two', true), ask('two', false), ask('three', true)];
    expect(await Promise.all(answers)).toEqual(answers.map(() => expect.objectContaining({ kind: 'unauthenticated' })));
    expect(checked).toEqual([basic('app:one'), basic('app:two')]);
  });

  it('admits a header that was right before without a promise', async () => {
    const { gate } = gatekeeper([APP]);
    const first = gate.admit('registrar', asked(basic('app:secret'), '10.0.0.1'));
    expect(first).toBeInstanceOf(Promise);
    expect(await first).toMatchObject({ kind: 'admitted', principal: { name: 'app' } });
    expect(gate.admit('reader', asked(basic('app:secret'), '10.0.0.1'))).toMatchObject({ kind: 'admitted' });
    expect(gate.admit('peer', asked(basic('app:secret'), '10.0.0.1'))).toMatchObject({ kind: 'forbidden' });
  });

  it('makes failing attempts of an address wait longer and longer, and right ones never', async () => {
    const { gate, clock } = gatekeeper([APP]);
    const settled: Admission[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      void Promise.resolve(gate.admit('reader', asked(basic(`app:guess${attempt}`), '10.0.0.1'))).then((end) =>
        settled.push(end),
      );
    }
    await afterPromises();
    expect(settled).toHaveLength(3);
    expect(await gate.admit('reader', asked(basic('app:secret'), '10.0.0.1'))).toMatchObject({ kind: 'admitted' });
    expect(await gate.admit('reader', asked(basic('nobody:other'), '10.0.0.2'))).toMatchObject({
      kind: 'unauthenticated',
    });
    clock.advance(100);
    await afterPromises();
    expect(settled).toHaveLength(4);
    clock.advance(100);
    await afterPromises();
    expect(settled.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'unauthenticated'));
  });
});

describe('Gatekeeper and one user guessed from everywhere', () => {
  it('makes the failing attempts wait, whatever address they come from, and never the right one', async () => {
    const { gate } = gatekeeper([APP]);
    const settled: Admission[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      const request = asked(basic(`app:guess${attempt}`), `10.0.${attempt}.1`);
      void Promise.resolve(gate.admit('reader', request)).then((end) => settled.push(end));
    }
    await afterPromises();
    expect(settled).toHaveLength(3);
    expect(await gate.admit('reader', asked(basic('app:secret'), '10.0.0.1'))).toMatchObject({ kind: 'admitted' });
  });
});

describe('Gatekeeper and browsers', () => {
  const request = asked(undefined, '10.0.0.1');
  const cookie = (id: string): IncomingHttpHeaders => ({ cookie: `other=1; eureka-session-1=${id}` });

  it('opens a session for a right password alone', async () => {
    const { gate } = gatekeeper([APP]);
    expect(await gate.signIn('app', 'wrong', request)).toBeUndefined();
    expect(await gate.signIn('app', 'secret', request)).toMatchObject({ principal: { name: 'app' } });
  });

  it('reads with the cookie, and writes only with its token beside it', async () => {
    const { gate } = gatekeeper([{ ...APP, roles: ['operator', 'peer'] }]);
    const session = await gate.signIn('app', 'secret', request);
    const headers = cookie(session?.id ?? '');
    const admit = (method: string, more: IncomingHttpHeaders = {}): unknown =>
      gate.admit('operator', asked(undefined, '10.0.0.1', { ...headers, ...more }, method));
    expect(admit('GET')).toMatchObject({ kind: 'admitted', session: { id: session?.id } });
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'get']) {
      expect(admit(method)).toMatchObject({ kind: 'forbidden', said: { code: 'access.no-csrf-token', values: {} } });
      expect(admit(method, { 'x-csrf-token': 'guess' })).toMatchObject({ kind: 'forbidden' });
      expect(admit(method, { 'x-csrf-token': session?.csrfToken })).toMatchObject({ kind: 'admitted' });
    }
    for (const needed of ['registrar', 'peer'] as const) {
      const write = asked(undefined, '10.0.0.1', { ...headers, 'x-csrf-token': session?.csrfToken }, 'PUT');
      expect(gate.admit(needed, write)).toMatchObject({ kind: 'forbidden', said: { code: 'access.no-cookie' } });
      expect(gate.admit(needed, { ...write, method: 'GET' })).toMatchObject({ kind: 'admitted' });
    }
    expect(gate.admit('admin', asked(undefined, '10.0.0.1', headers))).toMatchObject({ kind: 'forbidden' });
  });

  it('asks for credentials again when the session has ended', async () => {
    const { gate, clock } = gatekeeper([APP]);
    const session = await gate.signIn('app', 'secret', request);
    clock.advance(1000);
    expect(gate.admit('reader', asked(undefined, '10.0.0.1', cookie(session?.id ?? '')))).toMatchObject({
      kind: 'unauthenticated',
    });
    expect(gate.admit('reader', asked(undefined, '10.0.0.1', cookie('')))).toMatchObject({ kind: 'unauthenticated' });
  });

  it('lets no other site write through a browser, whatever that sends along', async () => {
    const { gate } = gatekeeper([APP]);
    const foreign = { host: 'registry.test', origin: 'http://evil.example' };
    expect(gate.admit('registrar', asked(basic('app:secret'), '10.0.0.1', foreign, 'DELETE'))).toMatchObject({
      kind: 'forbidden',
    });
    expect(gatekeeper([]).gate.admit('admin', asked(undefined, '::1', foreign, 'PUT'))).toMatchObject({
      kind: 'forbidden',
    });
  });

  it('lets a browser read an open registry under its own names alone', () => {
    const { gate } = gatekeeper([]);
    const browser = { 'user-agent': 'Mozilla/5.0', host: 'evil.example' };
    expect(gate.admit('reader', asked(undefined, '::1', browser))).toMatchObject({ kind: 'misdirected' });
    expect(gate.admit('reader', asked(undefined, '::1', { ...browser, host: 'registry.test' }))).toMatchObject({
      kind: 'admitted',
    });
  });
});

/** Lets what hangs on no timer come to its end. */
function afterPromises(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
