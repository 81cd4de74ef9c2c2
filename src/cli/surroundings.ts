import type { TimerClock } from '@nest-eureka/time';

/** What a command has besides its arguments. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: TimerClock;
  /** Takes whole lines. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** A line that is typed unseen, or the whole of the standard input where nobody types. */
  readonly readSecret: (prompt: string) => Promise<string>;
  /** Aborted when the command is to end, by Ctrl-C. */
  readonly ending: AbortSignal;
}

/** How a command ends: it did what it was told; it found a fault, or was refused; it was not told what to do. */
export const EXIT = { done: 0, fault: 1, usage: 2 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];
