/** Whoever registers chooses these texts; a terminal is to show them, not to obey them. */
export function plain(text: string): string {
  return withoutControls(text).slice(0, 200);
}

/** The same for a text of any length. */
export function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}
