/** Whoever registers chooses these texts; a terminal is to show them, not to obey them. */
export function plain(text: string): string {
  return withoutControls(text).slice(0, 200);
}

/** The same for a text of any length. */
export function withoutControls(text: string): string {
  return text.replace(/[\p{Control}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\uFFFD');
}
