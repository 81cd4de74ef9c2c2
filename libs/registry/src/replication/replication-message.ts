import type { InstanceInfo, ReplicationAction, ReplicationInstance } from '@nest-eureka/protocol';
import type { OverrideRecord } from '../core/override-record.js';
import type { RegistryEvent } from '../core/registry-event.js';

/** One thing that happened here and that a peer is to be told. A value: it says how the instance was at that moment. */
export interface ReplicationMessage {
  readonly action: ReplicationAction;
  readonly app: string;
  readonly id: string;
  readonly instance: InstanceInfo;
  /** The last word about its override at that moment; one in force is sent with heartbeats (server.md 4.2). */
  readonly override: OverrideRecord | undefined;
  /** Monotonic instant at which it happened. */
  readonly since: number;
  /** Monotonic instant after which it is no longer worth sending. */
  readonly expiresAt: number;
}

/** How long messages are worth sending, in ms. */
export interface MessageLives {
  /** Cancels and changes of status. @default 30_000 (server.md 4.2) */
  readonly changeMs: number;
  /** Registrations; undefined: one renewal interval, as Java has it. */
  readonly registrationMs: number | undefined;
}

/** What peers are told of an event; undefined when nothing (server.md 4.1). Only what clients asked for is passed on. */
export function messageOf(
  event: RegistryEvent,
  now: number,
  lives: MessageLives,
  overrideOf: (id: string) => OverrideRecord | undefined,
): ReplicationMessage | undefined {
  if (event.origin !== 'client') return undefined;
  const { lease } = event;
  const { app, id } = lease;
  // written out each time: a spread would cost a heartbeat ten times as much
  switch (event.type) {
    case 'renewed': {
      const expiresAt = now + lease.renewalIntervalMs;
      return {
        action: 'Heartbeat',
        app,
        id,
        instance: lease.instance,
        override: overrideOf(id),
        since: now,
        expiresAt,
      };
    }
    case 'registered': {
      const expiresAt = now + (lives.registrationMs ?? lease.renewalIntervalMs);
      return { action: 'Register', app, id, instance: event.sent, override: overrideOf(id), since: now, expiresAt };
    }
    case 'cancelled': {
      const expiresAt = now + lives.changeMs;
      return { action: 'Cancel', app, id, instance: event.previous, override: overrideOf(id), since: now, expiresAt };
    }
    case 'status-changed':
    case 'status-confirmed': {
      // an override that came into force with a heartbeat: peers find out by themselves
      if (event.cause === 'renewal') return undefined;
      const action = event.cause === 'override-set' ? 'StatusUpdate' : 'DeleteStatusOverride';
      const expiresAt = now + lives.changeMs;
      return { action, app, id, instance: lease.instance, override: overrideOf(id), since: now, expiresAt };
    }
  }
}

/** The registration that follows a heartbeat which the peer could not place (server.md 4.5). */
export function registrationAfter(
  heartbeat: ReplicationMessage,
  instance: InstanceInfo,
  override: OverrideRecord | undefined,
  now: number,
): ReplicationMessage {
  return { ...heartbeat, action: 'Register', instance, override, since: now };
}

/**
 * The message as an item of a batch, in Java's exact shape (server.md 4.6). Towards a node of ours a cancel also says which
 * registration it ends, so that it cannot end a newer one.
 */
export function itemOf(message: ReplicationMessage, isPeerOurs: boolean): ReplicationInstance {
  const { action, app, id, instance, override } = message;
  const isCancel = action === 'Cancel';
  return {
    appName: app,
    id,
    lastDirtyTimestamp: isCancel && !isPeerOurs ? undefined : instance.lastDirtyTimestamp,
    overriddenStatus: action === 'Heartbeat' ? override?.status : undefined,
    status: isCancel ? undefined : instance.status,
    instanceInfo: action === 'Register' ? instance : undefined,
    action,
  };
}
