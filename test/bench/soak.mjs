import { readRequest, registerRequest } from './load/eureka-requests.mjs';
import { FixedRate } from './load/fixed-rate.mjs';
import { httpRequest } from './load/http-request.mjs';
import { sampleInstance } from './instances.mjs';
import { fill } from './operations.mjs';
import { startOurs } from './parties/start-parties.mjs';
import { heartbeats, reads } from './rate-scenarios.mjs';

const INSTANCES = 10_000;
const CONNECTIONS = 16;
/** An instance comes under a name that nobody had before, and goes again: so many each second. */
const CHURN_PER_SECOND = 20;
/** Of the time, at both ends, that is compared. */
const SHARE = 0.2;

/** Memory of our server over a long time in which instances under new names come and go, a sample every ten seconds. */
export async function measureSoak({ oursMain, soakMinutes }, say) {
  const server = await startOurs(oursMain);
  const rate = await FixedRate.open(server.port, CONNECTIONS);
  const samples = [];
  try {
    await fill(server, INSTANCES);
    const endsAt = performance.now() + soakMinutes * 60_000;
    const streams = soakStreams();
    // those who go are some seconds behind those who come
    await rate.send([streams.find(({ name }) => name === 'come')], 5000);
    while (performance.now() < endsAt) {
      await rate.send(streams, 10_000);
      samples.push(server.residentMb());
      if (samples.length % 30 === 0) say(`soak: ${samples.at(-1).toFixed(0)} MB after ${samples.length / 6} minutes`);
    }
  } finally {
    rate.close();
    await server.stop();
  }
  const count = Math.max(1, Math.floor(samples.length * SHARE));
  return { minutes: soakMinutes, samples, first: samples.slice(0, count), last: samples.slice(-count) };
}

function soakStreams() {
  let come = 0;
  let gone = 0;
  return [
    heartbeats(INSTANCES / 30, INSTANCES),
    reads('delta', 20, readRequest('/eureka/apps/delta', { gzip: true })),
    reads('full', 1, readRequest('/eureka/apps', { gzip: true })),
    reads('full XML', 0.1, httpRequest('GET', '/eureka/apps', { headers: { Accept: 'application/xml' } })),
    { name: 'come', perSecond: CHURN_PER_SECOND, expected: 204, next: () => registerRequest(passing(++come)) },
    { name: 'go', perSecond: CHURN_PER_SECOND, expected: 200, next: () => cancelRequest(passing(++gone)) },
  ];
}

/** Under a name that nobody had before. */
function passing(number) {
  return sampleInstance(INSTANCES + number);
}

function cancelRequest({ app, instanceId }) {
  return httpRequest('DELETE', `/eureka/apps/${app}/${instanceId}`);
}
