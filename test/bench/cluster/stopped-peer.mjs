import { until } from '../../interop/harness/until.mjs';
import { percentiles } from '../figures/percentiles.mjs';
import { nameOf, sampleInstance } from '../instances.mjs';
import { forEachInstance, heartbeatRequest, readRequest, registerRequest } from '../load/eureka-requests.mjs';
import { FixedRate } from '../load/fixed-rate.mjs';
import { httpRequest } from '../load/http-request.mjs';
import { sendLoad } from '../load/load.mjs';
import { ClusterParty } from './cluster-party.mjs';

const INSTANCES = 10_000;
const LEASE = { renewalIntervalInSecs: 30, durationInSecs: 90 };
const PER_SECOND = INSTANCES / LEASE.renewalIntervalInSecs;
const NODES = 3;
const STOPPED = 1;
const SAMPLE_MS = 10_000;
const CONNECTIONS = 16;
const SAME_WITHIN_MS = 60_000;

/** What a peer that is stopped (SIGSTOP) costs the others, 10,000 instances beating every 30 s, and how soon it is in step again. */
export async function measureStoppedPeer(settings, say) {
  const party = await ClusterParty.create('ours', { main: settings.oursMain, count: NODES });
  try {
    await party.startAll();
    await fill(party.ports[0]);
    await allHold(party, [0, 1, 2]);
    const run = new StoppedPeerRun(party, say);
    await run.phase('before', settings.restMs);
    process.kill(party.nodes[STOPPED].pid, 'SIGSTOP');
    run.change();
    await run.phase('stopped', settings.stopMs);
    process.kill(party.nodes[STOPPED].pid, 'SIGCONT');
    const continuedAt = performance.now();
    const [inStepMs] = await Promise.all([
      allHold(party, [0, 1, 2]).then(() => performance.now() - continuedAt),
      run.phase('after', settings.restMs),
    ]);
    return { rows: run.rows, inStepMs };
  } finally {
    process.kill(party.nodes[STOPPED].pid, 'SIGCONT');
    await party.stop();
  }
}

class StoppedPeerRun {
  rows = [];
  #changes = Promise.resolve();

  constructor(party, say) {
    this.party = party;
    this.say = say;
    this.requests = forEachInstance(INSTANCES, heartbeatRequest);
    this.next = 0;
  }

  /** What the stopped one will have to learn: a hundred come, a hundred are out of service. */
  change() {
    this.#changes = (async () => {
      const come = Array.from({ length: 100 }, (_, n) => registerRequest(leased(INSTANCES + n)));
      await sendLoad(target(this.party.ports[0], come, 204), { times: come.length });
      const path = (index) => `/eureka/apps/${nameOf(index).app}/${nameOf(index).id}`;
      const out = Array.from({ length: 100 }, (_, n) =>
        httpRequest('PUT', `${path(200 + n)}/status?value=OUT_OF_SERVICE`),
      );
      await sendLoad(target(this.party.ports[0], out, 200), { times: out.length });
    })();
  }

  async phase(name, forMs) {
    const load = await FixedRate.open(this.party.ports[0], CONNECTIONS);
    const stream = {
      name: 'heartbeat',
      perSecond: PER_SECOND,
      expected: 200,
      next: () => this.requests[this.next++ % INSTANCES],
    };
    try {
      for (let elapsedMs = 0; elapsedMs < forMs; elapsedMs += SAMPLE_MS) {
        const before = this.party.nodes.map((node) => node.cpuMs());
        const { heartbeat } = await load.send([stream], SAMPLE_MS);
        await this.#changes;
        const [first, , third] = this.party.nodes.map((node, index) => ({
          cpuPercent: ((node.cpuMs() - before[index]) / SAMPLE_MS) * 100,
          residentMb: node.residentMb(),
        }));
        const { queued, state } = await this.#peer();
        const { p99 } = percentiles(heartbeat.latenciesMs);
        this.rows.push({ name, seconds: (elapsedMs + SAMPLE_MS) / 1000, first, third, queued, state, p99 });
        this.say(`${name} ${(elapsedMs + SAMPLE_MS) / 1000} s: ${queued} messages wait, the peer is ${state}`);
      }
    } finally {
      load.close();
    }
  }

  async #peer() {
    const { body } = await this.party.nodes[0].call(readRequest('/eureka/x/cluster'));
    const way = String(this.party.ways[STOPPED]);
    return JSON.parse(body).peers.find(({ url }) => url.includes(way));
  }
}

function leased(index) {
  return { ...sampleInstance(index), leaseInfo: LEASE };
}

const target = (port, requests, expected) => ({ port, requests, expected, connections: CONNECTIONS });

async function fill(port) {
  const requests = Array.from({ length: INSTANCES }, (_, index) => registerRequest(leased(index)));
  await sendLoad(target(port, requests, 204), { times: INSTANCES });
}

/** Equal hashes and equal contents: ids with statuses. */
async function allHold(party, indexes) {
  await until(
    'all nodes hold the same',
    async () => {
      const texts = await Promise.all(indexes.map((index) => contentOf(party.nodes[index])));
      return texts.every((text) => text === texts[0]);
    },
    { withinMs: SAME_WITHIN_MS, everyMs: 200 },
  );
}

async function contentOf(node) {
  const { status, body } = await node.call(readRequest('/eureka/apps'));
  if (status !== 200) throw new Error(`a read was answered ${status}`);
  const { application, apps__hashcode: hash } = JSON.parse(body).applications;
  const lines = application.flatMap(({ instance }) => instance.map((each) => `${each.instanceId} ${each.status}`));
  return `${hash} ${lines.toSorted().join()}`;
}
