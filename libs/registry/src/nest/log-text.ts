/** A text that a client chose, as one line of a log: what could end a line or steer a terminal is escaped. */
export function logText(text: string): string {
  const quoted = JSON.stringify(text).slice(1, -1);
  return quoted.replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
