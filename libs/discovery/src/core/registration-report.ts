/**
 * `registering`: no answer yet. `failing`: the last attempt to register, or the last heartbeat, failed, and the next one is
 * planned. `left`: nothing is ever sent again.
 */
export type RegistrationState = 'idle' | 'registering' | 'registered' | 'failing' | 'leaving' | 'left';

/** How this instance stands with the registry. Instants are ms since the epoch; nothing holds credentials. */
export interface RegistrationReport {
  readonly state: RegistrationState;
  /** When the registry last confirmed the lease, by a heartbeat or a registration. */
  readonly lastHeartbeatAt: number | undefined;
  /** Stays after a recovery: compare its instant. */
  readonly lastFailure: { readonly at: number; readonly message: string } | undefined;
  /** How many registrations were accepted, changes and repetitions included. */
  readonly registrations: number;
}
