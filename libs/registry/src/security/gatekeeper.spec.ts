import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { readBasicCredentials } from './basic-credentials.js';
import { Gatekeeper } from './gatekeeper.js';
import type { Admission, CredentialsCheck } from './gatekeeper.js';
import type { Principal } from './roles.js';
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
}

function gatekeeper(users: readonly User[], insecure = false): { gate: Gatekeeper; clock: ManualClock } {
  const clock = new ManualClock();
  const directory = new UserDirectory(users);
  return { gate: new Gatekeeper(directory, new PlainCheck(directory), clock, { insecure }), clock };
}

describe('Gatekeeper without users', () => {
  it.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1', 'pipe'])('lets %s do everything', (address) => {
    expect(gatekeeper([]).gate.admit('admin', undefined, address)).toMatchObject({ kind: 'admitted' });
  });

  it.each(['10.0.0.1', '::ffff:10.0.0.1', 'fe80::1', '1127.0.0.1', '', undefined])(
    'keeps %s out unless it is insecure',
    (address) => {
      expect(gatekeeper([]).gate.admit('reader', undefined, address)).toMatchObject({ kind: 'forbidden' });
      expect(gatekeeper([]).gate.admit('nothing', undefined, address)).toMatchObject({ kind: 'admitted' });
      expect(gatekeeper([], true).gate.admit('admin', 'Basic nonsense', address)).toMatchObject({ kind: 'admitted' });
    },
  );
});

describe('Gatekeeper with users', () => {
  it('asks for credentials where there are none, even of an insecure registry', () => {
    expect(gatekeeper([APP], true).gate.admit('reader', undefined, '::1')).toMatchObject({ kind: 'unauthenticated' });
  });

  it.each(['Bearer abc', 'Negotiate abc', 'Basic', 'Basic '])(
    'takes %s for no credentials, which never wait',
    (header) => {
      expect(gatekeeper([APP]).gate.admit('reader', header, '10.0.0.1')).toMatchObject({ kind: 'unauthenticated' });
    },
  );

  it('checks a header once however many send it at the same time', async () => {
    let checks = 0;
    const counting = {
      check(): Promise<undefined> {
        checks++;
        return Promise.resolve(undefined);
      },
    };
    const gate = new Gatekeeper(new UserDirectory([APP]), counting, new ManualClock(), { insecure: false });
    await Promise.all(Array.from({ length: 3 }, async () => gate.admit('reader', basic('app:x'), '10.0.0.1')));
    expect(checks).toBe(1);
  });

  it('admits a header that was right before without a promise', async () => {
    const { gate } = gatekeeper([APP]);
    const first = gate.admit('registrar', basic('app:secret'), '10.0.0.1');
    expect(first).toBeInstanceOf(Promise);
    expect(await first).toMatchObject({ kind: 'admitted', principal: { name: 'app' } });
    expect(gate.admit('reader', basic('app:secret'), '10.0.0.1')).toMatchObject({ kind: 'admitted' });
    expect(gate.admit('peer', basic('app:secret'), '10.0.0.1')).toMatchObject({ kind: 'forbidden' });
  });

  it('makes failing attempts of an address wait longer and longer, and right ones never', async () => {
    const { gate, clock } = gatekeeper([APP]);
    const settled: Admission[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      void Promise.resolve(gate.admit('reader', basic(`app:guess${attempt}`), '10.0.0.1')).then((end) =>
        settled.push(end),
      );
    }
    await afterPromises();
    expect(settled).toHaveLength(3);
    expect(await gate.admit('reader', basic('app:secret'), '10.0.0.1')).toMatchObject({ kind: 'admitted' });
    expect(await gate.admit('reader', basic('app:other'), '10.0.0.2')).toMatchObject({ kind: 'unauthenticated' });
    clock.advance(100);
    await afterPromises();
    expect(settled).toHaveLength(4);
    clock.advance(100);
    await afterPromises();
    expect(settled.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'unauthenticated'));
  });
});

/** Lets what hangs on no timer come to its end. */
function afterPromises(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
