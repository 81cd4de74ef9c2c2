import { describe, expect, it } from '@jest/globals';
import { aRegistryWithJournal } from '../../../spec-support/administered-registry.js';
import type { AdministeredRegistry } from '../../../spec-support/administered-registry.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { decodeMeasures, encodeMeasures } from './measures-document.js';
import { MeasuresSharing } from './measures-sharing.js';
import type { TellMeasures } from './measures-sharing.js';

/** As the other node's resource does it, over the text that goes through the wire. */
function told(other: AdministeredRegistry): TellMeasures {
  return async (known) => {
    const decoded = decodeMeasures(encodeMeasures(known));
    if (!decoded.ok) return undefined;
    for (const measure of decoded.value) other.administration.learn(measure);
    const answer = decodeMeasures(encodeMeasures(other.measures.all()));
    return answer.ok ? answer.value : undefined;
  };
}

function sharing(node: AdministeredRegistry, partners: readonly TellMeasures[]): MeasuresSharing {
  return new MeasuresSharing({
    measures: node.measures,
    administration: node.administration,
    partners: () => partners,
  });
}

const ORDER = { by: 'ann', owner: 'team-a', reason: 'upgrade', forMs: 60_000 };
const TARGETS = [{ app: 'ORDERS', id: 'i-1' }];

describe('sharing measures', () => {
  it('gives both nodes all of it, whoever begins, and nothing is lost on the wire', async () => {
    const [one, other] = [aRegistryWithJournal(), aRegistryWithJournal()];
    for (const { leases } of [one, other]) leases.register('ORDERS', sampleInstance(), 'client');
    const entries = new Map([['canary', 'true']]);
    one.administration.carryOut({ ...ORDER, targets: TARGETS, deed: { action: 'drain' } });
    other.administration.carryOut({ ...ORDER, targets: TARGETS, deed: { action: 'metadata', entries } });
    await sharing(one, [told(other)]).share();
    const known = (node: AdministeredRegistry): unknown =>
      node.measures.all().toSorted((a, b) => a.kind.localeCompare(b.kind));
    expect(known(one)).toEqual(known(other));
    expect(one.measures.find('metadata', 'ORDERS', 'i-1')).toMatchObject({ entries, owner: 'team-a' });
    expect(other.measures.find('override', 'ORDERS', 'i-1')).toMatchObject({
      status: 'OUT_OF_SERVICE',
      statusBefore: 'UP',
    });
  });

  it('never has two rounds at once, and has another one when something was decided meanwhile', async () => {
    const node = aRegistryWithJournal();
    const rounds: ((known: undefined) => void)[] = [];
    const shared = sharing(node, [() => new Promise((resolve) => void rounds.push(resolve))]);
    const first = shared.share();
    void shared.share();
    void shared.share();
    expect(rounds).toHaveLength(1);
    rounds[0]?.(undefined);
    await first;
    expect(rounds).toHaveLength(2);
    rounds[1]?.(undefined);
  });

  it.each(['', '{}', '[]', '{"measures":5}'])('refuses the document %j', (text) => {
    expect(decodeMeasures(text).ok).toBe(false);
  });

  it('leaves out what cannot be read, as a later version may tell it', () => {
    const text =
      '{"measures":[null,{"kind":"later","app":"A"},{"kind":"bar","app":"A","id":"1","at":1,"by":"ann","later":1}]}';
    expect(decodeMeasures(text)).toMatchObject({ ok: true, value: [{ kind: 'bar', app: 'A', id: '1' }] });
  });
});
