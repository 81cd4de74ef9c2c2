/** How a lease is to be renewed, ms. */
export interface LeaseSpan {
  readonly durationMs: number;
  readonly renewalIntervalMs: number;
}

/**
 * How old a lease is to be on a node that has just filled itself. As old as it was; one that would end within its renewal
 * interval lasts up to that interval, each its own time by chance, so that it can renew here first and not all end at once.
 * @param random in [0, 1)
 */
export function keptAge(ageMs: number, { durationMs, renewalIntervalMs }: LeaseSpan, random: number): number {
  const leftMs = Math.max(0, durationMs - ageMs);
  const graceMs = Math.min(renewalIntervalMs, durationMs);
  return leftMs >= graceMs ? ageMs : durationMs - leftMs - (graceMs - leftMs) * random;
}
