/** One thing that the doctor saw: all is well, worth knowing, may hurt, or does hurt. */
export interface Finding {
  readonly level: 'well' | 'note' | 'warning' | 'fault';
  /** One of few words that stay, for scripts. */
  readonly topic: string;
  readonly text: string;
}

export type Findings = readonly Finding[];

export const well = (topic: string, text: string): Finding => ({ level: 'well', topic, text });
export const note = (topic: string, text: string): Finding => ({ level: 'note', topic, text });
export const warning = (topic: string, text: string): Finding => ({ level: 'warning', topic, text });
export const fault = (topic: string, text: string): Finding => ({ level: 'fault', topic, text });
