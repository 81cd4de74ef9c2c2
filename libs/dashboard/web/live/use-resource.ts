import { useCallback, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Answer, Fault } from '../api/answer.js';
import { RegistryContext } from './registry-context.js';

/** The last that was known of something, and what is wrong with reading it now. */
export interface Resource<T> {
  readonly value: T | undefined;
  /** When the value was read, in ms of this machine's clock. */
  readonly readAt: number | undefined;
  readonly fault: Fault | undefined;
  readonly reload: () => void;
}

/**
 * Reads something now and whenever the registry has changed, and keeps the last value when that fails.
 * @param key what is read; another key forgets the value
 */
export function useResource<T>(key: string, read: () => Promise<Answer<T>>): Resource<T> {
  const { connection, heard } = useContext(RegistryContext);
  const { revision } = useSyncExternalStore(connection.subscribe, connection.current);
  const [kept, setKept] = useState<Kept<T>>({ key });
  const reading = useRef(read);
  reading.current = read;
  const state = useRef({ isBusy: false, isStale: false, key });
  const load = useCallback(async (): Promise<void> => {
    const now = state.current;
    if (now.isBusy) {
      now.isStale = true;
      return;
    }
    now.isBusy = true;
    do {
      now.isStale = false;
      const asked = now.key;
      const answer = await reading.current();
      heard(answer);
      if (asked !== now.key) now.isStale = true;
      else setKept((before) => keep(before, asked, answer));
    } while (now.isStale);
    now.isBusy = false;
  }, [heard]);
  useEffect(() => {
    state.current.key = key;
    void load();
  }, [key, revision, load]);
  const shown = kept.key === key ? kept : { key };
  return { value: shown.value, readAt: shown.readAt, fault: shown.fault, reload: () => void load() };
}

interface Kept<T> {
  readonly key: string;
  readonly value?: T | undefined;
  readonly readAt?: number | undefined;
  readonly fault?: Fault | undefined;
}

function keep<T>(before: Kept<T>, key: string, answer: Answer<T>): Kept<T> {
  if (answer.kind === 'ok') return { key, value: answer.value, readAt: Date.now() };
  const { value, readAt } = before.key === key ? before : {};
  return { key, value, readAt, fault: answer };
}
