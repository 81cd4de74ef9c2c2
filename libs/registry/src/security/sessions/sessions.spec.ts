import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { principal } from '../roles.js';
import { Sessions } from './sessions.js';

const ALICE = principal('alice', ['operator']);
const MINUTE_MS = 60_000;

function sessions(): { readonly store: Sessions; readonly clock: ManualClock } {
  const clock = new ManualClock();
  let count = 0;
  const settings = { idleMs: 30 * MINUTE_MS, longestMs: 12 * 60 * MINUTE_MS };
  return { store: new Sessions(clock, settings, () => `text-${++count}`), clock };
}

describe('Sessions', () => {
  it('finds a session by its id until it is closed', () => {
    const { store } = sessions();
    const session = store.open(ALICE);
    expect(store.find(session.id)).toMatchObject({ principal: ALICE, csrfToken: session.csrfToken });
    expect(session.csrfToken).not.toBe(session.id);
    store.close(session);
    expect(store.find(session.id)).toBeUndefined();
  });

  it('tells of one that was handed out whether it has ended, under whatever id it goes by now', () => {
    const { store, clock } = sessions();
    const [first, other] = [store.open(ALICE), store.open(ALICE)];
    clock.advance(20 * MINUTE_MS);
    store.find(first.id);
    const renamed = store.renamed(first);
    expect(renamed.id).not.toBe(first.id);
    clock.advance(2 * MINUTE_MS);
    expect([first, renamed, other].map((session) => store.hasEnded(session))).toEqual([false, false, false]);
    store.close(renamed);
    expect([first, renamed, other].map((session) => store.hasEnded(session))).toEqual([true, true, false]);
    clock.advance(12 * 60 * MINUTE_MS);
    expect(store.hasEnded(other)).toBe(true);
  });

  it('knows nobody by an id that it never gave', () => expect(sessions().store.find('text-9')).toBeUndefined());

  it('ends a session of which nothing was heard for half an hour', () => {
    const { store, clock } = sessions();
    const { id } = store.open(ALICE);
    clock.advance(29 * MINUTE_MS);
    expect(store.find(id)).toBeDefined();
    clock.advance(29 * MINUTE_MS);
    expect(store.find(id)).toBeDefined();
    clock.advance(30 * MINUTE_MS);
    expect(store.find(id)).toBeUndefined();
    expect(store.size).toBe(0);
  });

  it('ends a session after twelve hours, however busy and under whatever id', () => {
    const { store, clock } = sessions();
    let session = store.open(ALICE);
    for (let minutes = 0; minutes < 12 * 60 - 1; minutes += 20) {
      clock.advance(20 * MINUTE_MS);
      const found = store.find(session.id);
      if (found === undefined) break;
      session = store.renamed(found);
    }
    clock.advance(20 * MINUTE_MS);
    expect(store.find(session.id)).toBeUndefined();
  });

  it('replaces an id after a quarter of an hour; the old one works a minute longer', () => {
    const { store, clock } = sessions();
    const session = store.open(ALICE);
    expect(store.renamed(session).id).toBe(session.id);
    clock.advance(15 * MINUTE_MS);
    const renamed = store.renamed(session);
    expect(renamed.id).not.toBe(session.id);
    expect(renamed.csrfToken).toBe(session.csrfToken);
    expect(store.find(session.id)).toBeDefined();
    expect(store.renamed(session).id).toBe(session.id);
    clock.advance(MINUTE_MS);
    expect(store.find(session.id)).toBeUndefined();
    expect(store.find(renamed.id)).toBeDefined();
    store.close(renamed);
    expect(store.size).toBe(0);
  });

  it('keeps fifty sessions of one user and a thousand in all, the oldest goes first', () => {
    const { store } = sessions();
    const bob = store.open(principal('bob', []));
    const ofAlice = Array.from({ length: 51 }, () => store.open(ALICE));
    expect(store.find(ofAlice[0]?.id ?? '')).toBeUndefined();
    expect(store.find(ofAlice[1]?.id ?? '')).toBeDefined();
    expect(store.find(bob.id)).toBeDefined();
    for (let n = 0; n < 1200; n++) store.open(principal(`user${n}`, []));
    expect(store.size).toBe(1000);
  });
});
