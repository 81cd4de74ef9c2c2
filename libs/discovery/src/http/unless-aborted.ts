/**
 * The work's result, or undefined as soon as the signal is aborted; then `late` gets what the work still gives. A failure after
 * that is nobody's.
 */
export function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
  late: (result: T) => void,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => resolve(undefined);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    work.then(
      (result) => {
        signal.removeEventListener('abort', onAbort);
        if (signal.aborted) late(result);
        else resolve(result);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', onAbort);
        reject(error);
      },
    );
  });
}
