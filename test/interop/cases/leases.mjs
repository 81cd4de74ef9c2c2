import {
  DIRTY_AT,
  JSON_TYPE,
  REPLICATION,
  cancel,
  clearStatus,
  get,
  group,
  heartbeat,
  instance,
  instancePath,
  json,
  readsOf,
  register,
  request,
  setMetadata,
  setStatus,
  silently,
  xml,
} from './request.mjs';

const read = (app, id) => get(instancePath(app, id), json);
const delta = get('/eureka/apps/delta', json);

const dirtyTimestamps = () => {
  const [app, id] = ['DIRTY', 'd1:dirty:1'];
  const at = (time, ...headers) => heartbeat(app, id, `status=UP&lastDirtyTimestamp=${time}`, ...headers);
  return group('dirty timestamps of heartbeats', '1.5', [
    register(app, id),
    ...[
      DIRTY_AT,
      DIRTY_AT - 1,
      DIRTY_AT + 1,
      0,
      -1,
      'abc',
      '',
      '1.5',
      '9223372036854775807',
      '9223372036854775808',
    ].flatMap((time) => [
      at(time),
      at(time, REPLICATION),
      at(time, REPLICATION, json),
      at(time, ['x-netflix-discovery-replication', 'TRUE']),
    ]),
    heartbeat(app, id, ''),
    heartbeat(app, id, 'status=DOWN'),
    heartbeat(app, id, 'status=NONSENSE'),
    heartbeat(app, id, `overriddenstatus=OUT_OF_SERVICE&lastDirtyTimestamp=${DIRTY_AT + 1}`),
    read(app, id),
    heartbeat(app, id, `overriddenstatus=OUT_OF_SERVICE&lastDirtyTimestamp=${DIRTY_AT + 1}`, REPLICATION),
    read(app, id),
    heartbeat(app, id, `lastDirtyTimestamp=${DIRTY_AT}`),
    ...readsOf(app, id),
    heartbeat(app, id, `overriddenstatus=UNKNOWN&lastDirtyTimestamp=${DIRTY_AT + 1}`, REPLICATION),
    read(app, id),
  ]);
};

const registerAgain = () => {
  const [app, id] = ['AGAIN', 'a1:again:1'];
  const sent = (changes, ...headers) => [register(app, id, changes, ...headers), read(app, id), delta];
  return group('registering again', '2.2, 2.5', [
    ...sent({ status: 'STARTING' }),
    ...sent({ status: 'UP', lastDirtyTimestamp: String(DIRTY_AT + 1) }),
    ...sent({ ipAddr: '10.0.0.2', lastDirtyTimestamp: String(DIRTY_AT + 1) }),
    ...sent({
      ipAddr: '10.0.0.3',
      lastDirtyTimestamp: String(DIRTY_AT),
      leaseInfo: { renewalIntervalInSecs: 7, durationInSecs: 21 },
    }),
    ...sent({ status: 'OUT_OF_SERVICE', lastDirtyTimestamp: String(DIRTY_AT + 2) }),
    ...sent({ status: 'OUT_OF_SERVICE', lastDirtyTimestamp: String(DIRTY_AT + 3) }, REPLICATION),
    ...sent({ status: 'UP', lastDirtyTimestamp: String(DIRTY_AT + 4) }),
    ...sent({ status: 'UP', lastDirtyTimestamp: String(DIRTY_AT + 5) }, REPLICATION),
    ...sent({ status: 'DOWN', lastDirtyTimestamp: String(DIRTY_AT + 6) }),
    ...sent({ status: 'UNKNOWN', lastDirtyTimestamp: String(DIRTY_AT + 7) }),
    heartbeat(app, id, `lastDirtyTimestamp=${DIRTY_AT + 7}`),
    ...sent({ status: 'UP', lastDirtyTimestamp: String(DIRTY_AT + 8) }),
    ...sent({ status: 'UP', lastDirtyTimestamp: String(DIRTY_AT + 9), metadata: { other: 'x' }, vipAddress: 'moved' }),
    get('/eureka/vips/moved', json),
    get('/eureka/vips/again', json),
    ...sent({ lastDirtyTimestamp: undefined, lastUpdatedTimestamp: undefined }),
    ...sent({ leaseInfo: undefined, lastDirtyTimestamp: String(DIRTY_AT + 10) }),
    ...[
      { durationInSecs: 0 },
      { durationInSecs: -5, renewalIntervalInSecs: -1 },
      { durationInSecs: 100_000 },
      {},
    ].flatMap((leaseInfo) => [
      register(app, `a-${JSON.stringify(leaseInfo).length}:again:1`, { leaseInfo }),
      read(app, `a-${JSON.stringify(leaseInfo).length}:again:1`),
    ]),
    ...readsOf(app, id),
  ]);
};

const overrides = () => {
  const [app, id] = ['OVER', 'v1:over:1'];
  const look = () => [read(app, id), get(`/eureka/apps/${app}`, xml), delta];
  return group('status overrides', '2.5, 2.7-2.9', [
    register(app, id),
    setStatus(app, id, 'value=UP'),
    ...look(),
    heartbeat(app, id),
    ...['OUT_OF_SERVICE', 'DOWN', 'STARTING', 'UNKNOWN', 'UP'].flatMap((status) => [
      setStatus(app, id, `value=${status}&lastDirtyTimestamp=${DIRTY_AT}`),
      ...look(),
      heartbeat(app, id),
      ...look(),
      register(app, id, { lastDirtyTimestamp: String(DIRTY_AT) }),
      ...look(),
    ]),
    setStatus(app, id, `value=OUT_OF_SERVICE&lastDirtyTimestamp=${DIRTY_AT + 50}`),
    ...look(),
    heartbeat(app, id, `lastDirtyTimestamp=${DIRTY_AT + 50}`),
    register(app, id, { status: 'STARTING', lastDirtyTimestamp: String(DIRTY_AT + 60) }),
    ...look(),
    register(app, id, { status: 'UP', lastDirtyTimestamp: String(DIRTY_AT + 70) }),
    ...look(),
    clearStatus(app, id, 'value=DOWN'),
    ...look(),
    clearStatus(app, id, 'value=UP'),
    ...look(),
    setStatus(app, id, 'value=DOWN'),
    clearStatus(app, id),
    ...look(),
    heartbeat(app, id, `lastDirtyTimestamp=${DIRTY_AT + 70}`),
    register(app, id, { overriddenStatus: 'OUT_OF_SERVICE', lastDirtyTimestamp: String(DIRTY_AT + 80) }),
    ...look(),
    clearStatus(app, id, `value=UP&lastDirtyTimestamp=${DIRTY_AT + 90}`),
    ...look(),
    ...['up', 'OUT OF SERVICE', '', 'NONSENSE'].flatMap((value) => [
      setStatus(app, id, `value=${encodeURIComponent(value)}`),
      clearStatus(app, id, `value=${encodeURIComponent(value)}`),
      read(app, id),
    ]),
    setStatus(app, id, ''),
    setStatus(app, 'nosuch', 'value=NONSENSE'),
    setStatus('NOSUCH', id, 'value=UP'),
    // keyed by instance id alone: another application's instance of that id has the override too
    setStatus(app, id, 'value=OUT_OF_SERVICE'),
    register('OVERTWIN', id, { lastDirtyTimestamp: String(DIRTY_AT + 1) }),
    read('OVERTWIN', id),
    cancel(app, id),
    heartbeat('OVERTWIN', id, `lastDirtyTimestamp=${DIRTY_AT + 1}`),
    read('OVERTWIN', id),
    register(app, id, { lastDirtyTimestamp: String(DIRTY_AT + 100) }),
    ...look(),
  ]);
};

const metadata = () => {
  const [app, id] = ['META', 'm1:meta:1'];
  const look = () => [read(app, id), get(instancePath(app, id), xml), delta];
  const queries = [
    'a=1',
    'a=2&b=3',
    'a=',
    'c',
    'd=x%20y',
    'd=x+y',
    'e=%26%3C%3E%22',
    'f=%C3%BC',
    'g=1&g=2',
    'under_score=_',
    'k.dot-dash=1',
    '%C3%A9=1',
    '',
  ];
  return group('metadata changes', '1.4 J', [
    register(app, id, { metadata: {} }),
    ...queries.flatMap((query) => [setMetadata(app, id, query), ...look()]),
    setMetadata(app, 'nosuch', 'a=1'),
    heartbeat(app, id),
    setStatus(app, id, 'value=OUT_OF_SERVICE'),
    setMetadata(app, id, 'z=1'),
    ...look(),
  ]);
};

const cancels = () => {
  const [app, id] = ['GONE', 'g1:gone:1'];
  return group('cancel', '2.6', [
    cancel(app, id),
    register(app, id),
    silently(register(app, 'g2:gone:1')),
    cancel(app, id),
    ...readsOf(app, id),
    cancel(app, id),
    cancel(app, id, json),
    heartbeat(app, id),
    register(app, id),
    ...readsOf(app, id),
    cancel(app, id, REPLICATION),
    cancel(app, 'g2:gone:1'),
    ...readsOf(app, id),
    ...[json, xml].map((format) => heartbeat(app, id, '', format)),
    request('PUT', instancePath(app, id), {
      name: 'heartbeat of an unknown id with a JSON body',
      headers: [JSON_TYPE],
      body: '{}',
    }),
    request('POST', `/eureka/apps/${app}`, {
      name: 'register with DOWN, as a client does before it leaves',
      headers: [JSON_TYPE],
      body: JSON.stringify({ instance: instance(app, id, { status: 'DOWN' }) }),
    }),
    cancel(app, id),
  ]);
};

export const leaseGroups = () => [dirtyTimestamps(), registerAgain(), overrides(), metadata(), cancels()];
