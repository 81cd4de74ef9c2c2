const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long the server runs, as `GET /status` writes it: `[N day[s] ]HH:MM` (server.md 8.1). */
export function serverUptime(elapsedMs: number): string {
  const days = Math.trunc(elapsedMs / DAY_MS);
  const hours = Math.trunc((elapsedMs % DAY_MS) / HOUR_MS);
  const minutes = Math.trunc((elapsedMs % HOUR_MS) / MINUTE_MS);
  const before = days === 0 ? '' : days === 1 ? '1 day ' : `${days} days `;
  return `${before}${twoDigits(hours)}:${twoDigits(minutes)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
