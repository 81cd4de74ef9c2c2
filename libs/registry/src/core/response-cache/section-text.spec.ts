import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { documentParts } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { JSON_FULL, XML_FULL } from '../../../spec-support/response-cache/payload-text.js';
import { Lease } from '../lease.js';
import { BlockEncoder } from './block-encoder.js';
import { BlockList } from './block-list.js';
import { encodeFragment } from './fragment.js';
import { isReady, sectionText } from './section-text.js';
import { Variants } from './variant.js';
import type { Variant } from './variant.js';

const MAX_AGE_MS = 1000;
/** So heavy that a block holds one alone, and a few dozen take several sections. */
const HEAVY = new Map([['x', 'y'.repeat(130_000)]]);
const clock = new ManualClock();
const variants = new Variants(documentParts);
const json = variants.of(JSON_FULL, 'applications');

const lease = (app: string, instanceId: string, metadata = HEAVY): Lease =>
  new Lease(sampleInstance({ app, instanceId, metadata }), clock, 'exact');

function textOf(list: BlockList, encoder: BlockEncoder, variant: Variant): string {
  const chunks = Array.from(list.sections()).flatMap(
    (section) => sectionText(section, variant, encoder, encoder.now()).stretch.chunks,
  );
  return Buffer.concat(chunks).toString();
}

/** Nothing that is kept is used for it. */
function writtenAnew(list: BlockList, variant: Variant): string {
  const fragments = Array.from(list.blocks(), (block) => encodeFragment(block, variant, undefined, undefined, 0));
  return Buffer.concat(fragments.map(({ bytes, firstBytes }, index) => (index === 0 ? firstBytes : bytes))).toString();
}

const newEncoder = (): BlockEncoder => new BlockEncoder(undefined, clock, MAX_AGE_MS);

function filled(count: number): BlockList {
  const list = new BlockList();
  for (let id = 0; id < count; id++) list.put(lease(`APP-${Math.floor(id / 3)}`, `${id}`));
  return list;
}

describe('sectionText', () => {
  it('is, section by section, what writing everything anew would be, whatever happened before', () => {
    const step = fc.record({
      id: fc.nat(99),
      kind: fc.constantFrom('put' as const, 'put last' as const, 'remove' as const, 'remove' as const),
      isHeavy: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.constantFrom(JSON_FULL, XML_FULL), (steps, encoding) => {
        const variant = variants.of(encoding, 'applications');
        const encoder = newEncoder();
        const list = filled(80);
        textOf(list, encoder, variant);
        for (const { id, kind, isHeavy } of steps) {
          const app = `APP-${Math.floor(id / 3)}`;
          if (kind === 'remove') list.remove(app, `${id}`);
          else if (kind === 'put') list.put(lease(app, `${id}`, isHeavy ? HEAVY : new Map()));
          else list.putLast(lease(app, `${id}`, isHeavy ? HEAVY : new Map()));
          const kept = textOf(list, encoder, variant);
          // not toEqual: a difference of megabytes would never end
          expect(kept === writtenAnew(list, variant)).toBe(true);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('stays the same object but for the section of a change', () => {
    const encoder = newEncoder();
    const list = filled(100);
    const stretches = (): unknown[] =>
      Array.from(list.sections(), (section) => sectionText(section, json, encoder, encoder.now()).stretch);
    const before = stretches();
    expect(before.length).toBeGreaterThan(2);
    list.put(lease('APP-20', '60'));
    const after = stretches();
    expect(after.filter((stretch) => !before.includes(stretch))).toHaveLength(1);
  });

  it('is not ready any more once its oldest text is too old, and leaves out variants that nobody asks for', () => {
    const encoder = newEncoder();
    const list = filled(3);
    const [section] = list.sections();
    const xml = variants.of(XML_FULL, 'applications');
    sectionText(section!, xml, encoder, encoder.now());
    const text = sectionText(section!, json, encoder, encoder.now());
    expect(isReady(section!, json, encoder, encoder.now())).toBe(true);
    clock.advance(MAX_AGE_MS);
    expect(isReady(section!, json, encoder, encoder.now())).toBe(false);
    expect(sectionText(section!, json, encoder, encoder.now())).not.toBe(text);
    expect([...section!.texts.keys()]).toEqual([json]);
  });
});
