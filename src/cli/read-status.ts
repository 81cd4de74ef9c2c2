import { decodeStatusInfo } from '@nest-eureka/protocol';
import type { Conversation } from './conversation.js';

/** What every Eureka server tells of itself. */
export interface ServerStatus {
  /** Service URLs of its replicas. */
  readonly registered: readonly string[];
  /** Those of them that one of ours does not reach; see `JAVA_RULE` for others. */
  readonly unavailable: readonly string[];
  /** Days, hours and minutes. */
  readonly uptime: string | undefined;
}

/** When a server of Netflix' calls a replica unavailable (server.md 8.1); whether it reaches it, it does not tell. */
export const JAVA_RULE = 'no server of that host is registered here, which is what a Java server judges by';

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
