/** Stands for what must not be shown. */
const MASK = '***';

const SECRET_NAME = /password|passwd|secret|token|credential|private-?key/i;

/** A value fit to be shown: secrets are hidden, and so is who calls in a URL. */
export function maskedValue(key: string, value: string, isSecret: boolean): string {
  if (isSecret || SECRET_NAME.test(key)) {
    return MASK;
  }
  // greedy up to the last @: a password may hold commas, slashes and @ itself
  return value.replace(/\/\/.*@/gs, `//${MASK}@`);
}
