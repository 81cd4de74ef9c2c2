export { MAX_TIMER_MS, systemClock } from './clock.js';
export type { Cancel, Clock, TimerClock } from './clock.js';
export { Loop } from './loop.js';
export type { LoopTask } from './loop.js';
export { Backoff } from './backoff.js';
export type { BackoffOptions } from './backoff.js';
