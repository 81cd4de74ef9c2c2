import { HEADERS, PATHS, encodeInstance } from '@nest-eureka/protocol';
import type {
  Application,
  Applications,
  HeartbeatParameters,
  InstanceInfo,
  InstanceStatus,
} from '@nest-eureka/protocol';
import type { ReadOptions } from '../registry-calls.js';
import type { CallRequest } from './call-request.js';
import { readApplication, readApplications, readInstance } from './documents.js';

/** Java's clients register in full JSON whatever they read (client.md 3.5). */
const REGISTER_ENCODING = { format: 'json', detail: 'full', version: 'v2' } as const;

/** Eureka's calls as requests (client.md 3.5). */
export const REQUESTS = {
  register: (instance: InstanceInfo): CallRequest<never> => ({
    type: 'register',
    method: 'POST',
    path: PATHS.application(instance.app),
    body: encodeInstance(instance, REGISTER_ENCODING),
  }),
  heartbeat: (app: string, id: string, beat: HeartbeatParameters): CallRequest<never> => ({
    type: 'heartbeat',
    method: 'PUT',
    path: PATHS.heartbeat(app, id, beat),
  }),
  cancel: (app: string, id: string): CallRequest<never> => ({
    type: 'cancel',
    method: 'DELETE',
    path: PATHS.instance(app, id),
  }),
  overrideStatus: (
    app: string,
    id: string,
    status: InstanceStatus,
    dirtyAt: number | undefined,
  ): CallRequest<never> => ({
    type: 'override-status',
    method: 'PUT',
    path: PATHS.status(app, id, status, dirtyAt),
  }),
  removeOverride: (app: string, id: string, dirtyAt: number | undefined): CallRequest<never> => ({
    type: 'remove-override',
    method: 'DELETE',
    path: PATHS.status(app, id, undefined, dirtyAt),
  }),
  applications: (regions: ReadOptions['regions'], watcher: string): CallRequest<Applications> => ({
    type: 'applications',
    method: 'GET',
    path: PATHS.applications(regionList(regions)),
    headers: { [HEADERS.watcher]: watcher },
    decode: readApplications,
  }),
  delta: (regions: ReadOptions['regions'], watcher: string): CallRequest<Applications> => ({
    type: 'delta',
    method: 'GET',
    path: PATHS.delta(regionList(regions)),
    headers: { [HEADERS.watcher]: watcher },
    decode: readApplications,
  }),
  vip: (
    address: string,
    isSecure: boolean,
    regions: ReadOptions['regions'],
    watcher: string,
  ): CallRequest<Applications> => ({
    type: 'vip',
    method: 'GET',
    path: (isSecure ? PATHS.secureVip(address) : PATHS.vip(address)) + regionQuery(regions),
    headers: { [HEADERS.watcher]: watcher },
    decode: readApplications,
  }),
  application: (name: string): CallRequest<Application> => ({
    type: 'application',
    method: 'GET',
    path: PATHS.application(name),
    decode: readApplication,
  }),
  instance: (app: string | undefined, id: string): CallRequest<InstanceInfo> => ({
    type: 'instance',
    method: 'GET',
    path: app === undefined ? PATHS.instanceById(id) : PATHS.instance(app, id),
    decode: readInstance,
  }),
} as const;

function regionList(regions: ReadOptions['regions']): string | undefined {
  return regions === undefined || regions.length === 0 ? undefined : regions.join(',');
}

function regionQuery(regions: ReadOptions['regions']): string {
  const list = regionList(regions);
  return list === undefined ? '' : `?regions=${encodeURIComponent(list)}`;
}
