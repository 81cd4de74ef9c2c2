import type { Clock } from '@nest-eureka/time';
import type { OverrideRecord } from '../core/override-record.js';
import type { RegistryEvent, RegistryListener } from '../core/registry-event.js';
import { messageOf } from './replication-message.js';
import type { MessageLives, ReplicationMessage } from './replication-message.js';

/** Takes messages for one peer; at once, whatever state the peer is in. */
export interface MessageReceiver {
  submit(message: ReplicationMessage): void;
}

/** Tells every peer what clients did here, and nothing else: what a peer did goes one hop only (server.md 4.1). */
export class Replicator implements RegistryListener {
  #receivers: readonly MessageReceiver[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly lives: MessageLives,
    private readonly overrideOf: (id: string) => OverrideRecord | undefined,
  ) {}

  /** From now on these are told, and nobody else. */
  tell(receivers: readonly MessageReceiver[]): void {
    this.#receivers = receivers;
  }

  on(event: RegistryEvent): void {
    if (this.#receivers.length === 0) return;
    const message = messageOf(event, this.clock.monotonic(), this.lives, this.overrideOf);
    if (message === undefined) return;
    for (const receiver of this.#receivers) receiver.submit(message);
  }
}
