import { setTimeout as pause } from 'node:timers/promises';
import { FixedRate } from '../load/fixed-rate.mjs';
import { forEachInstance, heartbeatRequest } from '../load/eureka-requests.mjs';
import { fill } from '../operations.mjs';
import { ClusterParty } from './cluster-party.mjs';

const INSTANCES = 2000;
const PER_SECOND = 1000;
const CONNECTIONS = 16;
/** Until what waits has been sent. */
const SETTLE_MS = 1500;
const JAVA_WARM_UP = 4;

/**
 * What a heartbeat costs that is passed on: CPU of the node that is told, and of the node that tells beyond what the same heartbeats
 * cost a node without a peer; bytes on the way. Rounds take turns.
 */
export async function measureHeartbeats(kinds, settings, say) {
  const parties = [];
  try {
    for (const kind of kinds) {
      for (const count of [2, 1]) parties.push(await ClusterParty.create(kind, { main: settings.oursMain, count }));
    }
    await Promise.all(parties.map((party) => party.startAll()));
    for (const party of parties) await fill(party.nodes[0], INSTANCES);
    await pause(SETTLE_MS);
    for (const party of parties) await beat(party, settings.warmUpMs * (party.name === 'java' ? JAVA_WARM_UP : 1));
    const rounds = Object.fromEntries(kinds.map((kind) => [kind, []]));
    for (let round = 0; round < settings.rounds; round++) {
      say(`heartbeats between peers, round ${round + 1}`);
      for (const kind of kinds) {
        const [pair, alone] = parties.filter(({ name }) => name === kind);
        const [together, single] = [
          await beat(pair, settings.clusterRoundMs),
          await beat(alone, settings.clusterRoundMs),
        ];
        rounds[kind].push({
          tellsUs: (together.cpuMs[0] / together.count - single.cpuMs[0] / single.count) * 1000,
          isToldUs: (together.cpuMs[1] / together.count) * 1000,
          askedBytes: together.asked / together.count,
          answeredBytes: together.answered / together.count,
        });
      }
    }
    return rounds;
  } finally {
    await Promise.all(parties.map((party) => party.stop()));
  }
}

async function beat(party, forMs) {
  const load = await FixedRate.open(party.ports[0], CONNECTIONS);
  const requests = forEachInstance(INSTANCES, heartbeatRequest);
  for (const relay of party.relays) relay.reset();
  const before = party.nodes.map((node) => node.cpuMs());
  try {
    let next = 0;
    const stream = {
      name: 'heartbeat',
      perSecond: PER_SECOND,
      expected: 200,
      next: () => requests[next++ % requests.length],
    };
    const { heartbeat } = await load.send([stream], forMs);
    await pause(SETTLE_MS);
    return {
      count: heartbeat.latenciesMs.length,
      cpuMs: party.nodes.map((node, index) => node.cpuMs() - before[index]),
      asked: party.relays[1]?.asked,
      answered: party.relays[1]?.answered,
    };
  } finally {
    load.close();
  }
}
