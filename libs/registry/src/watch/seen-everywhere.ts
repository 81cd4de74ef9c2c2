import type { InstanceStatus } from '@nest-eureka/protocol';

/** How far those who watch an instance at one node have got. */
export interface NodeSeen {
  readonly watchers: number;
  /** Those who have not seen it yet. */
  readonly missing: number;
  /** Somebody there learns of changes by asking: nobody knows what was seen. */
  readonly polled: boolean;
}

/** What one node asks another: about an instance as it is here, and for how long at most. */
export interface SeenQuestion {
  readonly app: string;
  readonly id: string;
  readonly status: InstanceStatus;
  readonly lastDirtyTimestamp: number;
  readonly waitMs: number;
}

/** Asks another node about those who watch it, and nobody else. Undefined when it cannot tell. Never rejects. */
export type AskNode = (question: SeenQuestion) => Promise<NodeSeen | undefined>;

/** The same of all nodes together. */
export interface SeenEverywhere extends NodeSeen {
  /** Nobody is left who may not have seen it. */
  readonly seen: boolean;
  readonly otherNodes: number;
  /** Those of them that cannot tell: Java's, those that are away, those that have not heard of the change. */
  readonly silentNodes: number;
}

/** @param others each other node's word, undefined from one that cannot tell */
export function seenEverywhere(own: NodeSeen, others: readonly (NodeSeen | undefined)[]): SeenEverywhere {
  const told = others.filter((other) => other !== undefined);
  const nodes = [own, ...told];
  const sum = (count: (node: NodeSeen) => number): number => nodes.reduce((total, node) => total + count(node), 0);
  const missing = sum((node) => node.missing);
  const polled = nodes.some((node) => node.polled);
  const silentNodes = others.length - told.length;
  return {
    seen: missing === 0 && !polled && silentNodes === 0,
    watchers: sum(({ watchers }) => watchers),
    missing,
    polled,
    otherNodes: others.length,
    silentNodes,
  };
}
