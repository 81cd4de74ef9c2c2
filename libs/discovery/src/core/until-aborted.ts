/** Waits for the work to settle, well or badly, or for the signal, whichever comes first. */
export function untilAborted(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      signal?.removeEventListener('abort', done);
      resolve();
    };
    if (signal?.aborted === true) return done();
    signal?.addEventListener('abort', done);
    work.then(done, done);
  });
}
