import { suite as differential } from './differential.mjs';

/** In the order in which they run. */
export const suites = [differential];
