/** How cases are written down: requests as plain data, instances as Eureka's JSON. */

export const JSON_TYPE = ['Content-Type', 'application/json'];
export const REPLICATION = ['x-netflix-discovery-replication', 'true'];
export const COMPACT = ['X-Eureka-Accept', 'compact'];
/** A dirty timestamp well in the past; the rules compare others to it. */
export const DIRTY_AT = 1_700_000_000_000;

export const accept = (type) => ['Accept', type];
export const json = accept('application/json');
export const xml = accept('application/xml');

export function request(method, path, { name, headers = [], body, ...rest } = {}) {
  return { name: name ?? nameOf(method, path, headers), method, path, headers, body, ...rest };
}

function nameOf(method, path, headers) {
  const short = path.length > 90 ? `${path.slice(0, 90)}… (${path.length} characters)` : path;
  return [method, short, ...headers.map(([header, value]) => `${header}: ${value}`)].join(' ');
}

export const get = (path, ...headers) => request('GET', path, { headers });
export const put = (path, ...headers) => request('PUT', path, { headers });
export const remove = (path, ...headers) => request('DELETE', path, { headers });

export const instancePath = (app, id) => `/eureka/apps/${app}/${encodeURIComponent(id)}`;

/** Both forms of everything one instance can be seen in. */
export function readsOf(app, id, vip = app.toLowerCase()) {
  const paths = [
    instancePath(app, id),
    `/eureka/apps/${app}`,
    '/eureka/apps',
    '/eureka/apps/delta',
    `/eureka/vips/${vip}`,
  ];
  return paths.flatMap((path) => [get(path, json), get(path, xml)]);
}

/** An instance with every field that a Spring client sends. */
export function instance(app, id, changes = {}) {
  const host = `${id.split(':')[0]}.example.com`;
  const whole = {
    instanceId: id,
    hostName: host,
    app,
    ipAddr: '10.0.0.1',
    status: 'UP',
    overriddenStatus: 'UNKNOWN',
    port: { $: 8080, '@enabled': 'true' },
    securePort: { $: 443, '@enabled': 'false' },
    countryId: 1,
    dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
    leaseInfo: { renewalIntervalInSecs: 30, durationInSecs: 90 },
    metadata: { zone: 'eu-1a' },
    homePageUrl: `http://${host}:8080/`,
    statusPageUrl: `http://${host}:8080/actuator/info`,
    healthCheckUrl: `http://${host}:8080/actuator/health`,
    vipAddress: app.toLowerCase(),
    secureVipAddress: app.toLowerCase(),
    isCoordinatingDiscoveryServer: 'false',
    lastUpdatedTimestamp: String(DIRTY_AT),
    lastDirtyTimestamp: String(DIRTY_AT),
    ...changes,
  };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
}

export function register(app, id, changes = {}, ...headers) {
  const told = Object.keys(changes).length === 0 ? '' : ` with ${cut(JSON.stringify(changes))}`;
  return request('POST', `/eureka/apps/${app}`, {
    name: `register ${app}/${cut(id)}${told}${headers.length > 0 ? ` (${headers.join(' ')})` : ''}`,
    headers: [JSON_TYPE, ...headers],
    body: JSON.stringify({ instance: instance(app, id, changes) }),
  });
}

export const silently = (step) => ({ ...step, silent: true });

export function heartbeat(app, id, query = `status=UP&lastDirtyTimestamp=${DIRTY_AT}`, ...headers) {
  return request('PUT', `${instancePath(app, id)}${query ? `?${query}` : ''}`, { headers });
}

export const setStatus = (app, id, query, ...headers) => put(`${instancePath(app, id)}/status?${query}`, ...headers);
export const clearStatus = (app, id, query = '', ...headers) =>
  remove(`${instancePath(app, id)}/status${query ? `?${query}` : ''}`, ...headers);
export const setMetadata = (app, id, query) => put(`${instancePath(app, id)}/metadata?${query}`);
export const cancel = (app, id, ...headers) => remove(instancePath(app, id), ...headers);

/** A replication batch; `items` as in server.md 4.6. */
export function batch(name, items, ...headers) {
  return request('POST', '/eureka/peerreplication/batch/', {
    name: `batch ${name}`,
    headers: [JSON_TYPE, ...(headers.length > 0 ? headers : [json])],
    body: JSON.stringify({ replicationList: items }),
  });
}

function cut(text) {
  return text.length <= 110 ? text : `${text.slice(0, 110)}…`;
}

/** Gives each repeated name its number, so that a case can be found. */
export function group(name, section, requests) {
  const seen = new Map();
  return {
    name,
    section,
    requests: requests.map((step) => {
      const times = (seen.get(step.name) ?? 0) + 1;
      seen.set(step.name, times);
      return times === 1 ? step : { ...step, name: `${step.name} (${times})` };
    }),
  };
}
