import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { EventReader, EventTooLong } from './event-reader.js';
import type { StreamEvent } from './event-reader.js';

function read(text: string, ...cuts: readonly number[]): readonly StreamEvent[] {
  const reader = new EventReader(1_000);
  const bytes = Buffer.from(text);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  let from = 0;
  return ends.flatMap((end) => {
    const piece = bytes.subarray(from, end);
    from = end;
    return [...reader.read(piece)];
  });
}

describe('an event reader', () => {
  it.each<[string, string, readonly Partial<StreamEvent>[]]>([
    ['an event', 'event: changes\nid: 1@n\ndata: {}\n\n', [{ type: 'changes', id: '1@n', data: '{}' }]],
    ['data of several lines', 'data: a\ndata:b\n\n', [{ type: '', id: undefined, data: 'a\nb' }]],
    ['lines that end as in DOS', 'event: x\r\ndata: y\r\n\r\n', [{ type: 'x', data: 'y' }]],
    ['a heartbeat', ': heartbeat\nid: 2@n\n\n', [{ type: '', id: '2@n', data: '' }]],
    ['fields that nobody knows', 'retry: 5\nwhatever\nx: y\n\n', [{ type: '', id: undefined, data: '' }]],
    ['nothing of what is not finished', 'event: x\ndata: y\n', []],
  ])('reads %s', (_what, text, events) => {
    expect(read(text)).toMatchObject(events);
  });

  it('reads the same however the bytes come', () => {
    const text = 'event: changes\nid: 1@n\ndata: {"ü€😀":1}\n\n: heartbeat\n\nevent: confirm\ndata: 1@n\n\n';
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 8 }), (cuts) => {
        expect(read(text, ...cuts)).toEqual(read(text));
      }),
    );
  });

  it('keeps no more of an event than it may, whatever it is made of', () => {
    const reader = new EventReader(100);
    const feed = (text: string) => [...reader.read(Buffer.from(text))];
    for (let event = 0; event < 10; event++) expect(feed(`data: ${'x'.repeat(80)}\n\n`)).toHaveLength(1);
    expect(() => feed('x'.repeat(101))).toThrow(EventTooLong);
    const lines = new EventReader(100);
    expect(() => [...lines.read(Buffer.from('data: 123456789\n'.repeat(10)))]).toThrow(EventTooLong);
  });
});
