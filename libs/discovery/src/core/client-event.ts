import type { InstanceStatus } from '@nest-eureka/protocol';

/** What happens in the client, for those who watch it. Instants are ms since the epoch; nothing holds credentials. */
export type ClientEvent =
  /** A registry has taken the instance with that status; `again` from the second time on. */
  | {
      readonly type: 'registered';
      readonly at: number;
      readonly server: string;
      readonly status: InstanceStatus;
      readonly again: boolean;
    }
  | { readonly type: 'register-failed'; readonly at: number; readonly message: string }
  | { readonly type: 'heartbeat'; readonly at: number; readonly server: string }
  | { readonly type: 'heartbeat-failed'; readonly at: number; readonly message: string }
  | { readonly type: 'cancelled'; readonly at: number; readonly message: string | undefined }
  /** After each successful fetch, changed or not (client.md 1.10), and after each change that a stream told. */
  | { readonly type: 'registry-fetched'; readonly at: number; readonly changed: boolean }
  | { readonly type: 'fetch-failed'; readonly at: number; readonly message: string }
  /** Changes are told by a stream from now on; fetches go on seldom. */
  | { readonly type: 'watch-opened'; readonly at: number; readonly server: string }
  /** The stream is over, and fetches go on as often as before. */
  | { readonly type: 'watch-ended'; readonly at: number; readonly server: string; readonly message: string }
  /** No registry has answered yet: what is known comes from the copy on disk, as it was saved then. */
  | { readonly type: 'copy-taken'; readonly at: number; readonly savedAt: number }
  /** An instance of another service begins to fail its active probes, or is well again; `because` is '' then. */
  | {
      readonly type: 'probe-changed';
      readonly at: number;
      readonly service: string;
      readonly instanceId: string;
      readonly healthy: boolean;
      readonly because: string;
    }
  /** The status that an own instance has in the registry, each by its name where there are several. */
  | {
      readonly type: 'remote-status';
      readonly at: number;
      readonly app: string;
      readonly instanceId: string;
      readonly previous: InstanceStatus;
      readonly current: InstanceStatus;
    }
  | {
      readonly type: 'local-status';
      readonly at: number;
      readonly app: string;
      readonly instanceId: string;
      readonly previous: InstanceStatus;
      readonly current: InstanceStatus;
    };

/** Is told synchronously and must not throw. */
export type ClientEventListener = (event: ClientEvent) => void;
