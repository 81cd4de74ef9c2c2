import {
  COMPACT,
  DIRTY_AT,
  REPLICATION,
  batch,
  cancel,
  clearStatus,
  get,
  heartbeat,
  instance,
  instancePath,
  json,
  register,
  setMetadata,
  setStatus,
  xml,
} from './request.mjs';

const APPS = ['RED', 'GREEN', 'BLUE'];
const IDS = ['i1:x:1', 'i2:x:1', 'i3:x:1', 'shared'];
const STATUSES = ['UP', 'DOWN', 'STARTING', 'OUT_OF_SERVICE', 'UNKNOWN'];
/** Near one another, so that older, equal and newer all happen often. */
const AGES = 6;

/**
 * One operation on a small registry, anything a client or a peer may send, also out of order and out of place.
 */
export function randomOperation(random) {
  const app = random.pick(APPS);
  const id = random.pick(IDS);
  return random.weighted([
    [20, () => randomRegister(random, app, id)],
    [20, () => heartbeat(app, id, heartbeatQuery(random), ...maybeReplicated(random))],
    [10, () => setStatus(app, id, statusQuery(random), ...maybeReplicated(random))],
    [8, () => clearStatus(app, id, random.chance(0.3) ? '' : statusQuery(random), ...maybeReplicated(random))],
    [8, () => setMetadata(app, id, `k${random.below(3)}=${random.below(100)}`)],
    [10, () => cancel(app, id, ...maybeReplicated(random))],
    [14, () => batch('random', randomItems(random))],
  ])();
}

/**
 * What must be equal after every step. A registration of no interest comes first: it makes Java forget its cached lists,
 * which do not show a status that a heartbeat has changed (server.md 9.7).
 */
export const stateReads = (random) => [
  register('MARKER', 'm:x:1', { leaseInfo: { renewalIntervalInSecs: 30, durationInSecs: 900 } }),
  get('/eureka/apps', ...form(random)),
  get('/eureka/apps/delta', ...form(random)),
  get(instancePath(random.pick(APPS), random.pick(IDS)), random.pick([json, xml])),
];

const form = (random) => [random.pick([json, xml]), ...(random.chance(0.2) ? [COMPACT] : [])];
const dirtyAt = (random) => DIRTY_AT + random.below(AGES);
const maybeReplicated = (random) => (random.chance(0.2) ? [REPLICATION] : []);

function randomInstance(random, app, id) {
  return instance(app, id, {
    status: random.weighted([
      [6, 'UP'],
      [4, random.pick(STATUSES)],
    ]),
    overriddenStatus: random.chance(0.1) ? random.pick(STATUSES) : 'UNKNOWN',
    ipAddr: `10.0.0.${random.below(250)}`,
    vipAddress: random.pick(['v1', 'v2']),
    metadata: random.chance(0.5) ? {} : { build: String(random.below(50)) },
    leaseInfo: { renewalIntervalInSecs: 30, durationInSecs: random.pick([600, 900]) },
    lastDirtyTimestamp: String(dirtyAt(random)),
  });
}

function randomRegister(random, app, id) {
  return register(app, id, randomInstance(random, app, id), ...maybeReplicated(random));
}

function heartbeatQuery(random) {
  return random.weighted([
    [1, () => ''],
    [6, () => `status=UP&lastDirtyTimestamp=${dirtyAt(random)}`],
    [2, () => `status=DOWN&overriddenstatus=${random.pick(STATUSES)}&lastDirtyTimestamp=${dirtyAt(random)}`],
  ])();
}

function statusQuery(random) {
  const value = `value=${random.pick(STATUSES)}`;
  return random.chance(0.5) ? value : `${value}&lastDirtyTimestamp=${dirtyAt(random)}`;
}

/** Each id once: Java answers a 409 with the live instance, as later items of the same batch have left it. */
function randomItems(random) {
  const first = random.below(IDS.length);
  return IDS.slice(first).map((id) => randomItem(random, id));
}

function randomItem(random, id) {
  const appName = random.pick(APPS);
  const item = { appName, id, lastDirtyTimestamp: dirtyAt(random), status: random.pick(STATUSES) };
  return random.weighted([
    [4, () => ({ ...item, action: 'Register', instanceInfo: randomInstance(random, appName, id) })],
    [
      4,
      () => ({
        ...item,
        action: 'Heartbeat',
        ...(random.chance(0.4) ? { overriddenStatus: random.pick(STATUSES) } : {}),
      }),
    ],
    [2, () => ({ ...item, action: 'StatusUpdate' })],
    [2, () => ({ ...item, action: 'DeleteStatusOverride' })],
    [2, () => ({ appName, id, action: 'Cancel' })],
  ])();
}
