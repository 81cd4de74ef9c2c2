import {
  DIRTY_AT,
  batch,
  cancel,
  get,
  group,
  heartbeat,
  instance,
  instancePath,
  json,
  register,
  setStatus,
  silently,
  xml,
} from './request.mjs';

const [app, id] = ['BATCH', 'b1:batch:1'];
const look = () => [get(instancePath(app, id), json), get('/eureka/apps/delta', json), get('/eureka/apps/BATCH', xml)];
const item = (action, changes = {}) => ({
  appName: app,
  id,
  lastDirtyTimestamp: DIRTY_AT,
  status: 'UP',
  action,
  ...changes,
});
const registerItem = (changes = {}, at = DIRTY_AT) =>
  item('Register', {
    lastDirtyTimestamp: at,
    instanceInfo: instance(app, id, { lastDirtyTimestamp: String(at), ...changes }),
  });

const sequence = () =>
  group('batch items change the registry as single calls do', '4.7', [
    batch('Register', [registerItem()]),
    ...look(),
    batch('Register with another status', [registerItem({ status: 'OUT_OF_SERVICE' }, DIRTY_AT + 1)]),
    ...look(),
    batch('Register that is older', [registerItem({ status: 'UP', ipAddr: '10.0.0.9' })]),
    ...look(),
    batch('Heartbeat, StatusUpdate, Heartbeat', [
      item('Heartbeat', { lastDirtyTimestamp: DIRTY_AT + 1 }),
      item('StatusUpdate', { status: 'UP', lastDirtyTimestamp: DIRTY_AT + 5 }),
      item('Heartbeat', { lastDirtyTimestamp: DIRTY_AT + 5 }),
    ]),
    ...look(),
    batch('DeleteStatusOverride', [item('DeleteStatusOverride', { status: 'UP', lastDirtyTimestamp: DIRTY_AT + 6 })]),
    ...look(),
    batch('DeleteStatusOverride without status', [
      item('StatusUpdate', { status: 'DOWN' }),
      item('DeleteStatusOverride', { status: undefined }),
    ]),
    ...look(),
    batch('Heartbeat while UNKNOWN', [item('Heartbeat', { lastDirtyTimestamp: DIRTY_AT + 6 })]),
    batch('Cancel and Register', [item('Cancel'), registerItem({}, DIRTY_AT + 7)]),
    ...look(),
    batch('Register and Cancel', [registerItem({}, DIRTY_AT + 8), item('Cancel')]),
    ...look(),
    batch('two Cancels', [item('Cancel'), item('Cancel')]),
    batch('Cancel in lower-case app', [{ ...registerItem() }, item('Cancel', { appName: 'batch' })]),
    ...look(),
  ]);

const answers = () =>
  group('what each batch item is answered', '4.7', [
    silently(register(app, id)),
    batch(
      'Heartbeats at every age',
      [DIRTY_AT - 1, DIRTY_AT, DIRTY_AT + 1, null, undefined].map((at) =>
        item('Heartbeat', { lastDirtyTimestamp: at }),
      ),
    ),
    batch('Heartbeat that is older, as XML', [item('Heartbeat', { lastDirtyTimestamp: DIRTY_AT - 1 })], xml),
    batch('Heartbeat with an override that is known', [item('Heartbeat', { overriddenStatus: 'OUT_OF_SERVICE' })]),
    batch('Heartbeat, newer, with override UNKNOWN', [
      item('Heartbeat', { lastDirtyTimestamp: DIRTY_AT + 1, overriddenStatus: 'UNKNOWN' }),
    ]),
    ...look(),
    batch(
      'unknown id, every action',
      ['Heartbeat', 'Cancel', 'StatusUpdate', 'DeleteStatusOverride'].map((action) => item(action, { id: 'nosuch' })),
    ),
    batch('no id, no appName', [
      item('Heartbeat', { id: undefined }),
      item('Heartbeat', { appName: undefined }),
      item('Cancel', { id: null }),
    ]),
    batch('items with null members', [item('Heartbeat', { overriddenStatus: null, instanceInfo: null, status: null })]),
    batch('status that nobody knows', [
      item('StatusUpdate', { status: 'NONSENSE' }),
      item('Heartbeat', { overriddenStatus: 'NONSENSE', lastDirtyTimestamp: DIRTY_AT + 1 }),
    ]),
    batch('one bad item among good ones', [
      item('Heartbeat'),
      item('Register', { instanceInfo: instance(app, 'b2:batch:1', { hostName: undefined }) }),
      item('Heartbeat'),
    ]),
    get('/eureka/apps/BATCH', json),
    batch('Register for another app', [item('Register', { instanceInfo: instance('OTHERAPP', 'b3:batch:1') })]),
    get('/eureka/apps/OTHERAPP', json),
    batch(
      '300 heartbeats',
      Array.from({ length: 300 }, () => item('Heartbeat')),
    ),
    batch('no gzip answer', [item('Heartbeat')], json, ['Accept-Encoding', 'gzip']),
    setStatus(app, id, 'value=OUT_OF_SERVICE'),
    heartbeat(app, id),
    cancel(app, id),
  ]);

export const batchGroups = () => [sequence(), answers()];
