import type { Surroundings } from './surroundings.js';

/** Waits; false once the command is to end. */
export function passes(ms: number, { clock, ending }: Pick<Surroundings, 'clock' | 'ending'>): Promise<boolean> {
  return new Promise((resolve) => {
    if (ending.aborted) {
      resolve(false);
      return;
    }
    const end = (): void => {
      cancel();
      resolve(false);
    };
    const cancel = clock.after(ms, () => {
      ending.removeEventListener('abort', end);
      resolve(true);
    });
    ending.addEventListener('abort', end, { once: true });
  });
}
