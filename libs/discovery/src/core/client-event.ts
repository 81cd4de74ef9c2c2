import type { InstanceStatus } from '@nest-eureka/protocol';

/** What happens in the client, for those who watch it. Instants are ms since the epoch; nothing holds credentials. */
export type ClientEvent =
  | { readonly type: 'registered'; readonly at: number; readonly server: string; readonly again: boolean }
  | { readonly type: 'register-failed'; readonly at: number; readonly message: string }
  | { readonly type: 'heartbeat'; readonly at: number; readonly server: string }
  | { readonly type: 'heartbeat-failed'; readonly at: number; readonly message: string }
  | { readonly type: 'cancelled'; readonly at: number; readonly message: string | undefined }
  /** After each successful fetch, changed or not (client.md 1.10). */
  | { readonly type: 'registry-fetched'; readonly at: number; readonly changed: boolean }
  | { readonly type: 'fetch-failed'; readonly at: number; readonly message: string }
  /** The status that this very instance has in the registry. */
  | {
      readonly type: 'remote-status';
      readonly at: number;
      readonly previous: InstanceStatus;
      readonly current: InstanceStatus;
    }
  | {
      readonly type: 'local-status';
      readonly at: number;
      readonly previous: InstanceStatus;
      readonly current: InstanceStatus;
    };

/** Is told synchronously and must not throw. */
export type ClientEventListener = (event: ClientEvent) => void;
