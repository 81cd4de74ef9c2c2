import { describe, expect, it } from '@jest/globals';
import type { InstanceStatus } from '@nest-eureka/protocol';
import fc from 'fast-check';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { sampleMessage } from '../../spec-support/replication/sample-message.js';
import { absorb } from './absorption.js';
import type { ReplicationMessage } from './replication-message.js';

/** What a peer holds of one instance, as far as messages change it (server.md 2). */
interface Held {
  readonly version: number | undefined;
  readonly override: InstanceStatus;
}

function after(held: Held, { action, instance }: ReplicationMessage): Held {
  const isThere = held.version !== undefined;
  switch (action) {
    case 'Register':
      return {
        version: instance.lastDirtyTimestamp,
        override: held.override === 'UNKNOWN' ? instance.overriddenStatus : held.override,
      };
    case 'Cancel':
      return { version: undefined, override: 'UNKNOWN' };
    case 'StatusUpdate':
      return isThere ? { ...held, override: instance.overriddenStatus } : held;
    case 'DeleteStatusOverride':
      return isThere ? { ...held, override: 'UNKNOWN' } : held;
    case 'Heartbeat':
      return held;
  }
}

type Step = 'register' | 'renew' | 'cancel' | 'remove' | 'DOWN' | 'OUT_OF_SERVICE';

/** What a node sends when clients do this to one instance that is registered at first. */
function messagesOf(steps: readonly Step[]): readonly ReplicationMessage[] {
  let here: Held = { version: 0, override: 'UNKNOWN' };
  let version = 0;
  const messages: ReplicationMessage[] = [];
  for (const step of steps) {
    if (here.version === undefined && step !== 'register') continue;
    if (step === 'register') here = { version: ++version, override: here.override };
    else if (step === 'DOWN' || step === 'OUT_OF_SERVICE') here = { ...here, override: step };
    else if (step === 'remove') here = { ...here, override: 'UNKNOWN' };
    const instance = sampleInstance({ lastDirtyTimestamp: here.version, overriddenStatus: here.override });
    messages.push(sampleMessage(ACTIONS[step], 'i-1', { instance }));
    if (step === 'cancel') here = { version: undefined, override: 'UNKNOWN' };
  }
  return messages;
}

const ACTIONS = {
  register: 'Register',
  renew: 'Heartbeat',
  cancel: 'Cancel',
  remove: 'DeleteStatusOverride',
  DOWN: 'StatusUpdate',
  OUT_OF_SERVICE: 'StatusUpdate',
} as const;

describe('absorb', () => {
  it('leaves a peer where all messages would have left it', () => {
    const steps = fc.array(fc.constantFrom<Step>('register', 'renew', 'cancel', 'remove', 'DOWN', 'OUT_OF_SERVICE'));
    const helds = fc.constantFrom<Held>(
      { version: undefined, override: 'UNKNOWN' },
      { version: 0, override: 'UNKNOWN' },
      { version: 0, override: 'DOWN' },
    );
    fc.assert(
      fc.property(steps, helds, (done, held) => {
        const all = messagesOf(done);
        const kept = all.reduce<readonly ReplicationMessage[]>(absorb, []);
        expect(kept.reduce(after, held)).toEqual(all.reduce(after, held));
      }),
    );
  });

  it('lets a heartbeat take the place of a heartbeat only', () => {
    const waiting = [sampleMessage('StatusUpdate'), sampleMessage('Heartbeat'), sampleMessage('Register')];
    const kept = absorb(waiting, sampleMessage('Heartbeat'));
    expect(kept.map(({ action }) => action)).toEqual(['StatusUpdate', 'Register', 'Heartbeat']);
  });

  it('keeps nothing before a cancel', () => {
    const waiting = [sampleMessage('StatusUpdate'), sampleMessage('Register'), sampleMessage('Heartbeat')];
    expect(absorb(waiting, sampleMessage('Cancel'))).toHaveLength(1);
  });
});
