import { setTimeout as pause } from 'node:timers/promises';
import { CannotKeepUp, FixedRate } from './load/fixed-rate.mjs';
import { percentiles } from './figures/percentiles.mjs';
import { fill } from './operations.mjs';
import { startBare, startJava, startOurs } from './parties/start-parties.mjs';
import { rateScenarios } from './rate-scenarios.mjs';

const CONNECTIONS = 16;
const WARM_UP_MS = 4000;
/** At a few requests a second nothing would be compiled by then: the load of the warm-up is raised to this. */
const WARM_UP_PER_SECOND = 400;
/** Beyond what the change log remembers, until its own clock has seen it. */
const FORGETTING_MS = 2000;
const LONGEST_WAIT_MS = 60_000;

/** Java's answers are as fresh as ours only without its read-only cache. */
const FRESH_JAVA = ['--eureka.server.use-read-only-response-cache=false'];

/**
 * CPU and latencies at a fixed rate, each server by itself; then our event loop under the same load. The bare server answers
 * every read with what ours has answered to the first kind of read, which says what the machine charges for the traffic alone.
 */
export async function measureRates(settings, say) {
  const rows = [];
  for (const { name, sizes, streams, retentionMs } of wanted(settings)) {
    for (const size of sizes.filter((one) => one <= settings.largestRateSize)) {
      let sample;
      const starters = {
        ours: () => startOurs(settings.oursMain, retentionArgs(retentionMs)),
        bare: startBare,
        java: () => (settings.withJava ? startJava(say, [...retentionArgs(retentionMs), ...FRESH_JAVA]) : undefined),
      };
      for (const [party, start] of Object.entries(starters)) {
        say(`${name} at ${size} instances, ${party}`);
        const server = await start();
        if (server === undefined) continue;
        try {
          if (server.isRegistry) await fillAndForget(server, size, retentionMs);
          else await server.answerWith(sample);
          rows.push({ scenario: name, size, party, ...(await measure(server, streams(size), settings)) });
          sample ??= await server.call(firstRead(streams(size)));
        } catch (error) {
          if (!(error instanceof CannotKeepUp)) throw error;
          say(`${name} at ${size} instances, ${party}: cannot keep up, ${error.message}`);
        } finally {
          await server.stop();
        }
      }
    }
  }
  return rows;
}

async function fillAndForget(server, size, retentionMs) {
  await fill(server, size);
  if (retentionMs < LONGEST_WAIT_MS) await pause(retentionMs + FORGETTING_MS);
}

function firstRead(streams) {
  return streams.find(({ isRead }) => isRead).next();
}

function wanted({ only }) {
  return rateScenarios.filter(({ name }) => only === undefined || only.includes('rates') || only.includes(name));
}

function retentionArgs(retentionMs) {
  return [
    `--eureka.server.retention-time-in-m-s-in-delta-queue=${retentionMs}`,
    '--eureka.server.delta-retention-timer-interval-in-ms=1000',
  ];
}

async function measure(server, streams, { rateMs }) {
  const rate = await FixedRate.open(server.port, CONNECTIONS);
  try {
    await rate.send(forWarmUp(streams), server.name === 'java' ? 4 * WARM_UP_MS : WARM_UP_MS);
    await rate.send(streams, WARM_UP_MS / 2);
    const before = server.cpuMs();
    const startedAt = performance.now();
    const sent = await rate.send(streams, rateMs);
    const cpuShare = (server.cpuMs() - before) / (performance.now() - startedAt);
    return {
      cpuShare,
      forMs: rateMs,
      residentMb: server.residentMb(),
      streams: Object.fromEntries(Object.entries(sent).map(([name, figures]) => [name, summary(figures)])),
      loopMs: await heldLoop(server, () => rate.send(streams, rateMs)),
    };
  } finally {
    rate.close();
  }
}

function forWarmUp(streams) {
  const perSecond = streams.reduce((sum, stream) => sum + stream.perSecond, 0);
  const factor = Math.max(1, WARM_UP_PER_SECOND / perSecond);
  return streams.map((stream) => ({ ...stream, perSecond: stream.perSecond * factor }));
}

function summary({ latenciesMs, bytes }) {
  return { count: latenciesMs.length, bytesPerAnswer: bytes / latenciesMs.length, ...percentiles(latenciesMs) };
}

/** In a time of its own: the watch would count as the server's CPU time. */
async function heldLoop({ loop }, load) {
  if (loop === undefined) return undefined;
  loop.begin();
  await load();
  return loop.end();
}
