import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  appsHashCode,
  appsHashCodeOf,
  decodeApplication,
  decodeApplications,
  instanceIdOf,
} from '@nest-eureka/protocol';
import type { Application, Encoding, InstanceStatus } from '@nest-eureka/protocol';
import { createResponseCache } from './create-response-cache.js';
import { BusyClock, cachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import type { CachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import { ENCODINGS, textOf, unzippedTextOf } from '../../../spec-support/response-cache/payload-text.js';
import { settle } from '../../../spec-support/response-cache/turns.js';
import {
  changedApplications,
  listedApplications,
  wholeDocument,
} from '../../../spec-support/response-cache/whole-documents.js';
import type { View } from './view.js';
import { hasAddress } from './vip-addresses.js';

const STATUSES = ['UP', 'DOWN', 'OUT_OF_SERVICE'] as const;
const ADDRESSES = ['a', 'b', 'a,b', undefined] as const;

/** Makes documents large enough to be written in slices. */
const HEAVY = new Map([['weight', 'x'.repeat(9_000)]]);
const LIGHT = new Map([['text', 'ünïcödé 日本 😀']]);

/** What was in the registry after a change: each instance with its status, and the hash. */
interface State {
  readonly listed: readonly Application[];
  readonly changed: readonly Application[];
  readonly hash: string;
}

/** What stands in an answer, and what has to. */
interface Finding {
  readonly actual: unknown;
  readonly expected: unknown;
}

const anyApp = fc.integer({ min: 0, max: 3 }).map((index) => `APP-${index}`);
const anyId = fc.integer({ min: 0, max: 39 }).map((index) => `i-${index}`);
const anyView: fc.Arbitrary<View> = fc.oneof(
  fc.constantFrom<View>(
    { kind: 'all' },
    { kind: 'delta' },
    { kind: 'all', regions: 'r' },
    { kind: 'delta', regions: 'r' },
  ),
  anyApp.map((name) => ({ kind: 'application', name }) as const),
  fc.constantFrom('a', 'b', 'c').map((address) => ({ kind: 'vip', address }) as const),
  fc.constantFrom('a', 'b').map((address) => ({ kind: 'secure-vip', address }) as const),
);

type Step = (run: Run) => void | Promise<void>;

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        app: anyApp,
        id: anyId,
        status: fc.constantFrom<InstanceStatus>(...STATUSES),
        vipAddress: fc.constantFrom(...ADDRESSES),
        secureVipAddress: fc.constantFrom(...ADDRESSES),
        isHeavy: fc.boolean(),
      })
      .map(({ app, id, isHeavy, ...changes }) => (run: Run) => {
        run.cached.register(app, id, { ...changes, metadata: isHeavy ? HEAVY : LIGHT });
      }),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(anyApp, anyId).map(
      ([app, id]) =>
        (run: Run) =>
          void run.leases.cancel(app, id, 'client'),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(anyApp, anyId, fc.constantFrom<InstanceStatus>(...STATUSES)).map(
      ([app, id, status]) =>
        (run: Run) =>
          void run.leases.overrideStatus(app, id, status, undefined, 'client'),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(anyApp, anyId).map(([app, id]) => (run: Run) => {
      run.leases.removeOverride(app, id, 'UP', undefined, 'client');
      run.leases.renew(app, id, {}, 'client');
    }),
  },
  { weight: 1, arbitrary: fc.constant((run: Run) => run.evict()) },
  { weight: 6, arbitrary: fc.constant((run: Run) => run.cached.turns.next()) },
  {
    weight: 8,
    arbitrary: fc.record({ view: anyView, encoding: fc.constantFrom(...ENCODINGS), isZipped: fc.boolean() }).map(
      ({ view, encoding, isZipped }) =>
        (run: Run) =>
          run.ask(view, encoding, isZipped),
    ),
  },
);

class Run {
  readonly cached: CachedRegistry = cachedRegistry(createResponseCache, {}, new BusyClock());
  readonly leases = this.cached.registry.leases;
  readonly #findings: Promise<Finding>[] = [];
  readonly #states = new Map<number, State>();

  /** To be called after each step. */
  remember(): void {
    const { registry } = this.cached;
    this.#states.set(registry.changeLog.revision, {
      listed: listedApplications(registry),
      changed: changedApplications(registry),
      hash: appsHashCode(registry.store.statusCounts()),
    });
  }

  evict(): void {
    this.cached.clock.advance(60_000);
    for (const lease of Array.from(this.cached.registry.store.leases()).slice(0, 3)) {
      this.leases.renew(lease.app, lease.id, {}, 'client');
    }
    this.cached.clock.advance(40_000);
    this.leases.evict(0);
  }

  ask(view: View, encoding: Encoding, isZipped: boolean): void {
    this.remember();
    const { cache, registry } = this.cached;
    const { revision } = registry.changeLog;
    const answer = isZipped ? cache.getGzip(view, encoding) : cache.get(view, encoding);
    const textIn = isZipped ? unzippedTextOf : textOf;
    this.#findings.push(
      Promise.resolve(answer).then((payload) => {
        // an application that is gone is answered with its absence as of now
        const shown = payload?.revision ?? this.cached.registry.changeLog.revision;
        return this.#compare(view, encoding, textIn(payload), shown, revision);
      }),
    );
  }

  /** Lets everything that is under way come to its end, and tells what was found in the answers. */
  async finish(): Promise<readonly Finding[]> {
    const all = Promise.all(this.#findings);
    await this.cached.turns.until(all);
    return all;
  }

  /** A view that was not touched since it was written says so by an older revision. */
  #compare(view: View, encoding: Encoding, text: string | undefined, shownRevision: number, asked: number): Finding {
    const state = this.#states.get(Math.max(asked, shownRevision))!;
    const content = contentOf(state, view);
    if (text === undefined) return { actual: 'absent', expected: content.length === 0 ? 'absent' : 'listed' };
    const [hash, applications] = read(text, view, encoding);
    const isWhole = view.kind === 'all' || view.kind === 'delta';
    const expectedHash = isWhole ? state.hash : appsHashCodeOf({ applications: content });
    return {
      actual: [hash, ...summary(applications, encoding)],
      expected: [view.kind === 'application' ? undefined : expectedHash, ...summary(content, encoding)],
    };
  }
}

function read(text: string, view: View, { format }: Encoding): readonly [string | undefined, readonly Application[]] {
  if (view.kind === 'application') {
    const decoded = decodeApplication(text, format);
    return decoded.ok ? [undefined, [decoded.value]] : [decoded.fault.message, []];
  }
  const decoded = decodeApplications(text, format);
  if (!decoded.ok) return [decoded.fault.message, []];
  return [decoded.value.appsHashCode ?? '', decoded.value.applications];
}

function contentOf({ listed, changed }: State, view: View): readonly Application[] {
  if (view.kind === 'all' || view.kind === 'delta') return view.kind === 'all' ? listed : changed;
  if (view.kind === 'application') return listed.filter(({ name }) => name === view.name);
  const { kind, address } = view;
  return listed
    .map(({ name, instances }) => ({ name, instances: instances.filter((one) => hasAddress(one, kind, address)) }))
    .filter(({ instances }) => instances.length > 0);
}

/** Who is listed with which status. Applications of a VIP have an order of their own. */
function summary(applications: readonly Application[], { format, version, detail }: Encoding): readonly string[] {
  const isOldXml = format === 'xml' && detail === 'full' && version === 'v1';
  return applications
    .map(({ name, instances }) => {
      const shown = instances.map((instance) => {
        const status = isOldXml && instance.status === 'OUT_OF_SERVICE' ? 'DOWN' : instance.status;
        return `${instanceIdOf(instance)} ${status} ${instance.actionType}`;
      });
      return `${name}: ${shown.join(', ')}`;
    })
    .toSorted();
}

describe('the response cache, after any sequence of events', () => {
  it('answers with all changes made before the call, under a hash that fits, also while documents are being written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 20, maxLength: 120 }), async (steps) => {
        const run = new Run();
        for (let index = 0; index < 40; index++)
          run.cached.register(`APP-${index % 4}`, `i-${index}`, { metadata: HEAVY });
        run.remember();
        for (const each of steps) {
          await each(run);
          run.remember();
          await settle();
        }
        const findings = await run.finish();
        expect(findings.map(({ actual }) => actual)).toEqual(findings.map(({ expected }) => expected));
      }),
      { numRuns: 40 },
    );
  }, 300_000);

  it('ends with the bytes of the whole document', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 80 }), async (steps) => {
        const run = new Run();
        for (const each of steps) {
          await each(run);
          run.remember();
        }
        const { cache, registry, turns } = run.cached;
        const findings = await run.finish();
        expect(findings.map(({ actual }) => actual)).toEqual(findings.map(({ expected }) => expected));
        run.cached.clock.advance(180_001);
        for (const encoding of ENCODINGS) {
          for (const kind of ['all', 'delta'] as const) {
            const answer = cache.get({ kind }, encoding);
            await turns.untilQuiet();
            expect(textOf(await answer)).toBe(wholeDocument(registry, { kind }, encoding));
          }
        }
      }),
      { numRuns: 40 },
    );
  }, 300_000);
});
