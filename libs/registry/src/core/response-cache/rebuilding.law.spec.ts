import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Encoding } from '@nest-eureka/protocol';
import { createResponseCache } from './create-response-cache.js';
import { cachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import type { CachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import { JSON_FULL, textOf, XML_FULL } from '../../../spec-support/response-cache/payload-text.js';
import { wholeDocument } from '../../../spec-support/response-cache/whole-documents.js';
import type { View } from './view.js';

/** A few of these are all that a block takes. */
const HEAVY = new Map([['weight', 'x'.repeat(40_000)]]);

interface Step {
  readonly kind: 'register' | 'cancel' | 'forget';
  readonly app: string;
  readonly id: number;
  readonly count: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step['kind']>('register', 'register', 'register', 'cancel', 'cancel', 'forget'),
  app: fc.constantFrom('A', 'B', 'C'),
  id: fc.nat(6),
  count: fc.integer({ min: 1, max: 4 }),
});

function apply({ registry, register, clock }: CachedRegistry, { kind, app, id, count }: Step): void {
  clock.advance(1_000);
  if (kind === 'forget') registry.changeLog.dropOlderThan(count * 1_000);
  for (let index = id; index < id + count; index++) {
    if (kind === 'register') register(app, `i-${index}`, { metadata: HEAVY });
    if (kind === 'cancel') registry.leases.cancel(app, `i-${index}`, 'client');
  }
}

const READS: readonly (readonly [View, Encoding])[] = [
  [{ kind: 'all' }, JSON_FULL],
  [{ kind: 'application', name: 'B' }, JSON_FULL],
  [{ kind: 'application', name: 'B' }, XML_FULL],
];

describe('the response cache, rebuilt step by step', () => {
  it('has the bytes of the whole document after each change, wherever applications begin and end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const cached = cachedRegistry(createResponseCache);
        for (const each of steps) {
          apply(cached, each);
          for (const [view, encoding] of READS) {
            const answer = cached.cache.get(view, encoding);
            await cached.turns.untilQuiet();
            expect(textOf(await answer)).toBe(wholeDocument(cached.registry, view, encoding));
          }
        }
      }),
      { numRuns: 20 },
    );
  }, 300_000);

  it('has the entries of the change log in its delta after each change', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const cached = cachedRegistry(createResponseCache);
        for (const each of steps) {
          apply(cached, each);
          const answer = cached.cache.get({ kind: 'delta' }, JSON_FULL);
          await cached.turns.untilQuiet();
          const delta = textOf(await answer)!;
          expect(entriesOf(delta)).toEqual(entriesOf(wholeDocument(cached.registry, { kind: 'delta' }, JSON_FULL)!));
        }
      }),
      { numRuns: 20 },
    );
  }, 300_000);
});

/** Applications stand in the order in which they came, also when the log has forgotten what they came with. */
function entriesOf(json: string): unknown {
  const { applications } = JSON.parse(json) as { applications: { application: { name: string }[] } };
  applications.application.sort((a, b) => a.name.localeCompare(b.name));
  return applications;
}
