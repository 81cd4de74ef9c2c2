/** One number with its labels. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A number that is read when somebody scrapes. Counters only ever grow. */
export interface Reading {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly read: () => readonly Sample[];
}

export function gauge(name: string, help: string, read: () => readonly Sample[] | number): Reading {
  return { name, help, type: 'gauge', read: asSamples(read) };
}

export function counter(name: string, help: string, read: () => readonly Sample[] | number): Reading {
  return { name, help, type: 'counter', read: asSamples(read) };
}

function asSamples(read: () => readonly Sample[] | number): () => readonly Sample[] {
  return () => {
    const value = read();
    return typeof value === 'number' ? [{ value: value }] : value;
  };
}
