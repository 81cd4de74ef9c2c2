import { useState } from 'react';

/** A choice that the browser remembers; where it may not, it lasts as long as the page. */
export function usePreference<T extends string>(
  name: string,
  allowed: readonly T[],
  first: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => allowed.find((known) => known === read(name)) ?? first);
  return [
    value,
    (chosen) => {
      setValue(chosen);
      try {
        localStorage.setItem(`eureka-dashboard.${name}`, chosen);
      } catch {
        // storage is off: the choice is not remembered
      }
    },
  ];
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(`eureka-dashboard.${name}`);
  } catch {
    return null;
  }
}
