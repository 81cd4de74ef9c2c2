import type { ManualClock } from '@nest-eureka/time/testing';

/** Moves time in steps and lets everything that follows from each settle, however many promises it takes. */
export async function passTime(clock: ManualClock, ms: number, stepMs = 10): Promise<void> {
  await settled();
  for (let passedMs = 0; passedMs < ms; passedMs += stepMs) {
    clock.advance(Math.min(stepMs, ms - passedMs));
    await settled();
  }
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
