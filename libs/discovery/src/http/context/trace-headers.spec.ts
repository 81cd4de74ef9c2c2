import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { traceHeadersOf } from './trace-headers.js';

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

function passedOn(headers: Readonly<Record<string, string>>) {
  return traceHeadersOf((name) => headers[name]);
}

describe('the trace context of a request', () => {
  it('is passed on as it came', () => {
    const headers = {
      traceparent: PARENT,
      tracestate: 'congo=t61rcWkgMzE, rojo@vendor=00f067aa0ba902b7',
      baggage: 'userId=alice;ttl=5,tenant = a%20b',
    };
    expect(passedOn(headers)).toEqual(headers);
  });

  it.each([
    ['a later version', PARENT.replace('00-', '01-')],
    ['a later version with more', `${PARENT.replace('00-', 'cc-')}-what.the-future.has`],
    ['unknown flags', PARENT.replace(/01$/, 'ff')],
  ])('is passed on with %s', (_name, traceparent) => {
    expect(passedOn({ traceparent })).toEqual({ traceparent });
  });

  it.each([
    ['a version that never is', PARENT.replace('00-', 'ff-')],
    ['more than its version has', `${PARENT}-more`],
    ['no trace', PARENT.replace('4bf92f3577b34da6a3ce929d0e0e4736', '0'.repeat(32))],
    ['no parent', PARENT.replace('00f067aa0ba902b7', '0'.repeat(16))],
    ['capitals', PARENT.toUpperCase()],
    ['too few digits', PARENT.slice(0, -1)],
    ['two of them in one', `${PARENT}, ${PARENT}`],
    ['white space', ` ${PARENT}`],
    ['nothing', ''],
  ])('is not passed on with %s, nor is its state', (_name, traceparent) => {
    expect(passedOn({ traceparent, tracestate: 'a=1', baggage: 'b=2' })).toEqual({ baggage: 'b=2' });
  });

  it.each(['', ',', 'a', 'A=1', '=1', 'a=1,b', `a=${'1'.repeat(257)}`, 'a=b=c', 'a=ü', 'a=1,'.repeat(33)])(
    'is passed on without the state %j',
    (tracestate) => {
      expect(passedOn({ traceparent: PARENT, tracestate })).toEqual({ traceparent: PARENT });
    },
  );

  it.each(['', 'a', '=1', 'a=b c', 'a="b"', 'ü=1', 'a=ü', 'a=b,c', `a=${'1'.repeat(8200)}`])(
    'is passed on without the baggage %j',
    (baggage) => {
      expect(passedOn({ traceparent: PARENT, baggage })).toEqual({ traceparent: PARENT });
    },
  );

  it('passes nothing on that a header cannot hold, whatever is sent', () => {
    const pieces = fc.string({ unit: fc.constantFrom('a', '=', ',', ';', ' ', '-', '\u0000', 'é') });
    fc.assert(
      fc.property(pieces, pieces, (tracestate, baggage) => {
        const passed = passedOn({ traceparent: PARENT, tracestate, baggage });
        expect(Object.values(passed).every((value) => /^[\t -~]+$/.test(value))).toBe(true);
      }),
    );
  });

  it.each(['a=', 'a = ;p', 'a=1 ; p=2;q', 'a\t=\t1\t;\tp', 'a=1,b = 2'])(
    'is passed on with the baggage %j',
    (baggage) => {
      expect(passedOn({ traceparent: PARENT, baggage })).toEqual({ traceparent: PARENT, baggage });
    },
  );

  it.each([
    `a=${' '.repeat(8000)}é`,
    `a=${' '.repeat(8000)}"x`,
    ';'.repeat(8000),
    `a=1${' ;'.repeat(4000)}`,
    `a${' '.repeat(8000)}b=1`,
  ])('is read to the end of what is made to take long', (hostile) => {
    expect(passedOn({ traceparent: PARENT, tracestate: hostile, baggage: hostile })).toEqual({ traceparent: PARENT });
  });
});
