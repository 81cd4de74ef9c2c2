// preloaded into a node: the clock of a machine that is wrong from the start
import '../../support/process/shift-clock.mjs';

globalThis.shiftClock(Number(process.env.CLOCK_SHIFT_MS));
