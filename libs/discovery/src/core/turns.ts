/** Lets the event loop do other work; false means that the work is not to go on. */
export type NextTurn = () => Promise<boolean>;

/** Work that can be paused: each `yield` is a place where others may get their turn. */
export type PausableWork<T> = Generator<void, T>;

/** Does the work without a pause. */
export function atOnce<T>(work: PausableWork<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Does the work with a pause at each of its places; undefined when it was given up at one of them. */
export async function inTurns<T>(work: PausableWork<T>, nextTurn: NextTurn): Promise<T | undefined> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (!(await nextTurn())) return undefined;
  }
}
