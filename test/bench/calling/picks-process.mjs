/** Times the pickers in a process of its own, run with --expose-gc; its arguments are JSON, its last line is the result. */
import { ServiceBalancer } from '@nest-eureka/discovery';
import { newInstance } from '@nest-eureka/protocol';
import { pickers, requestsOf } from './pickers.mjs';

const ZONES = ['eu-1a', 'eu-1b', 'eu-1c'];
const CALIBRATE_MS = 20;
const WARM_UP_PICKS = 100_000;
const MANY = 1e9;
/** The time that passes from one pick to the next: what is remembered for a moment is not remembered for the whole measurement. */
const BETWEEN_PICKS_MS = 0.01;
const ANSWERED = { type: 'answered', status: 200, tookMs: 10 };
const bytesUsed = () => (globalThis.gc(), globalThis.gc(), process.memoryUsage().heapUsed);

const { sizes, rounds, roundMs } = JSON.parse(process.argv[2]);
const rows = sizes.flatMap((size) => measureSize(size));
console.log(JSON.stringify(rows));

function measureSize(size) {
  const instances = Array.from({ length: size }, (_, index) => instanceOf(index));
  const subjects = pickers.map((picker) => subjectOf(picker, instances));
  for (let round = 0; round < rounds; round++) {
    for (const { times, subject } of subjects) {
      times.pick.push(nsEach(subject, pick, roundMs));
      times.call.push(nsEach(subject, call, roundMs));
    }
  }
  return subjects.map(({ subject: { name }, times, megabytes }) => ({ name, size, times, megabytes }));
}

/** A balancer with its instances, after one call to each: it has figures to go by. */
function subjectOf({ name, options, wish }, instances) {
  const before = bytesUsed();
  const context = { service: 'orders', random: Math.random, instanceId: 'caller-1', health: undefined };
  const balancer = new ServiceBalancer(options, context);
  balancer.update(instances, 0);
  for (const candidate of balancer.candidates.values()) {
    balancer.begin(candidate, 0);
    balancer.end(candidate, { type: 'answered', status: 200, tookMs: 5 + 10 * Math.random() }, 0);
  }
  // what is built from measurements is built with the next snapshot
  balancer.update([...instances], 0);
  const subject = { name, balancer, requests: requestsOf({ wish }), now: 0 };
  for (const work of [pick, call])
    work(subject, Math.min(WARM_UP_PICKS, timesWithin(subject, work, 10 * CALIBRATE_MS)));
  return { subject, times: { pick: [], call: [] }, megabytes: (bytesUsed() - before) / 1024 / 1024 };
}

/** In CPU time, which other work on the machine disturbs less. */
function nsEach(subject, work, forMs) {
  const times = timesWithin(subject, work, forMs);
  const before = process.cpuUsage();
  work(subject, times);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / times;
}

/** About how often it can be done in that time. */
function timesWithin(subject, work, forMs) {
  for (let times = 10; times < MANY; times *= 4) {
    const from = performance.now();
    work(subject, times);
    const tookMs = performance.now() - from;
    if (tookMs > CALIBRATE_MS) return Math.max(1, Math.round((times * forMs) / tookMs));
  }
  return MANY;
}

function pick(subject, times) {
  for (let n = 0; n < times; n++) picked(subject, n);
}

/** A pick and the bookkeeping of a call that is answered at once. */
function call(subject, times) {
  for (let n = 0; n < times; n++) {
    const candidate = picked(subject, n);
    subject.balancer.begin(candidate, subject.now);
    subject.balancer.end(candidate, ANSWERED, subject.now);
  }
}

function picked(subject, n) {
  const request = subject.requests[n & (subject.requests.length - 1)];
  request.now = subject.now += BETWEEN_PICKS_MS;
  const result = subject.balancer.pick(request);
  if (result.type !== 'picked') throw new Error(`${subject.name}: ${result.reason}`);
  return result.candidate;
}

function instanceOf(index) {
  const address = `10.0.${index >> 8}.${index & 255}`;
  return newInstance({
    instanceId: `orders-${index}`,
    app: 'ORDERS',
    hostName: address,
    ipAddr: address,
    port: { number: 8080, enabled: true },
    securePort: { number: 443, enabled: false },
    vipAddress: 'orders',
    secureVipAddress: 'orders',
    metadata: new Map([
      ['zone', ZONES[index % ZONES.length]],
      ['weight', String(1 + (index % 10))],
      ['hint', index % 2 === 0 ? 'blue' : 'green'],
      ['colour', index % 20 === 0 ? 'blue' : 'green'],
      ['API_VERSION', index % 2 === 0 ? '2' : '1'],
    ]),
  });
}
