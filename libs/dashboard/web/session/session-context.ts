import { createContext } from 'react';
import type { WhoIAm } from '../api/shapes.js';

/** How the page and the registry stand; instants in ms of this machine's clock. */
export type Standing =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'there'; readonly at: number }
  /** Somebody has to sign in. */
  | { readonly kind: 'locked' }
  /** It does not answer; `since`: when it last did. */
  | { readonly kind: 'gone'; readonly since: number | undefined };

export interface SessionState {
  /** Undefined: not known, or not signed in. */
  readonly who: WhoIAm | undefined;
  readonly standing: Standing;
  readonly signedIn: (who: WhoIAm) => void;
  readonly signedOut: () => void;
}

export const SessionContext = createContext<SessionState>({
  who: undefined,
  standing: { kind: 'unknown' },
  signedIn() {},
  signedOut() {},
});
