// the machine's clock as somebody sets it while a process runs; the monotonic one goes on as it was
const now = Date.now;
let shiftMs = 0;
Date.now = () => now() + shiftMs;
globalThis.shiftClock = (ms) => (shiftMs += ms);
