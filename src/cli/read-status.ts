import { decodeStatusInfo } from '@nest-eureka/protocol';
import type { Conversation } from './conversation.js';

/** What every Eureka server tells of itself. */
export interface ServerStatus {
  /** Service URLs of its replicas. */
  readonly registered: readonly string[];
  /** Those of them that it does not reach. */
  readonly unavailable: readonly string[];
  /** Days, hours and minutes. */
  readonly uptime: string | undefined;
}

/** Undefined where the server does not tell. */
export async function readStatus(conversation: Conversation): Promise<ServerStatus | undefined> {
  // Java's servers fail at writing it as JSON
  const reply = await conversation.ask('status', { accept: 'application/xml' });
  const status = reply.kind === 'answered' && reply.status === 200 ? decodeStatusInfo(reply.text, 'xml') : undefined;
  if (status?.ok !== true) return undefined;
  const { applicationStats, generalStats } = status.value;
  const list = (key: string): readonly string[] =>
    (applicationStats.get(key) ?? '').split(',').filter((url) => url !== '');
  return {
    registered: list('registered-replicas'),
    unavailable: list('unavailable-replicas'),
    uptime: generalStats.get('server-uptime'),
  };
}
