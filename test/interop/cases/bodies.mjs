import {
  JSON_TYPE,
  REPLICATION,
  cancel,
  get,
  group,
  instance,
  instancePath,
  json,
  readsOf,
  register,
  request,
  xml,
} from './request.mjs';

const post = (app, name, body, ...headers) =>
  request('POST', `/eureka/apps/${app}`, { name, headers: headers.length > 0 ? headers : [JSON_TYPE], body });

const oddIds = [
  'with space',
  'plus+plus',
  'ümlaut',
  '日本:1',
  'a;b',
  'a%b',
  'a,b&c=d',
  'x'.repeat(1_500),
  'quote\'and"double',
  '<tag>',
];

const ids = () =>
  group(
    'odd instance ids',
    '1.2',
    oddIds.flatMap((id) => [
      register('ODDIDS', id),
      ...readsOf('ODDIDS', id).slice(0, 4),
      get(`/eureka/instances/${encodeURIComponent(id)}`, json),
      cancel('ODDIDS', id),
    ]),
  );

const oddApps = ['with space', 'ünïcode', 'a.b-c_d', 'A'.repeat(300), 'ß', 'ALL_APPS_X', 'apps'];

const appNames = () =>
  group('odd application names', '1.4 C, D', [
    ...oddApps.flatMap((app) => {
      const path = encodeURIComponent(app);
      return [
        post(path, `register ${app.slice(0, 20)}`, JSON.stringify({ instance: instance(app, 'n1:x:1') })),
        get(`/eureka/apps/${path}`, json),
        get(`/eureka/apps/${path}`, xml),
        get(`/eureka/apps/${path}/n1:x:1`, json),
        request('DELETE', `/eureka/apps/${path}/n1:x:1`),
      ];
    }),
    post('MIXED', 'app in mixed case in the body', JSON.stringify({ instance: instance('miXed', 'n2:x:1') })),
    get('/eureka/apps/mIxed', json),
    get('/eureka/apps/Mixed/n2:x:1', xml),
    get('/eureka/apps/MIXED/N2:X:1', json),
    get(`/eureka/apps/${'y'.repeat(4_000)}`, json),
  ]);

const oddValues = {
  'many metadata entries': {
    metadata: Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`key${n}`, 'v'.repeat(360)])),
  },
  'metadata in other alphabets': { metadata: { schlüssel: 'größe', ключ: 'значение', 鍵: '値', emoji: '😀' } },
  'metadata keys that XML cannot name': {
    metadata: { '1st': 'a', 'a b': 'b', 'a:b': 'c', a_b: 'd', $x: 'e', 'a/b': 'f', '-x': 'g', ĳ: 'h' },
  },
  'markup in values': {
    metadata: { a: '<b>&amp;"\'', tab: 'a\tb', lines: 'a\nb\r\nc' },
    homePageUrl: 'http://h/?a=1&b=<2>',
  },
  'an empty metadata value': { metadata: { a: '', b: null, c: true, d: 1.5 } },
  'a status nobody knows': { status: 'SLEEPING', overriddenStatus: 'SLEEPING' },
  'an override of its own': { overriddenStatus: 'OUT_OF_SERVICE' },
  'overriddenstatus in lower case': { overriddenStatus: undefined, overriddenstatus: 'DOWN' },
  'ports as text': { port: { $: '8080', '@enabled': 'true' }, securePort: { $: '8443', '@enabled': 'false' } },
  'ports with booleans': { port: { $: 8080, '@enabled': true }, securePort: { $: 8443, '@enabled': true } },
  'both ports off': { port: { $: 0, '@enabled': 'false' }, securePort: { $: 0, '@enabled': 'false' } },
  'a port out of range': { port: { $: 70_000, '@enabled': 'true' } },
  'no ports': { port: undefined, securePort: undefined },
  'a country': { countryId: 49 },
  'all optional fields': {
    appGroupName: 'GROUP',
    asgName: 'asg-1',
    sid: 'na',
    secureHealthCheckUrl: 'https://h/health',
  },
  'an action type of its own': { actionType: 'DELETED' },
  MyDataCenterInfo: { dataCenterInfo: { '@class': 'com.netflix.appinfo.MyDataCenterInfo', name: 'MyOwn' } },
  'an Amazon data center': {
    dataCenterInfo: {
      '@class': 'com.netflix.appinfo.AmazonInfo',
      name: 'Amazon',
      metadata: {
        'instance-id': 'i-1',
        'availability-zone': 'us-east-1c',
        'ami-id': 'ami-77',
        'public-hostname': 'h.example.com',
        'local-ipv4': '10.0.0.9',
      },
    },
  },
  'empty URLs': { homePageUrl: '', statusPageUrl: '', healthCheckUrl: '' },
  'empty VIPs': { vipAddress: '', secureVipAddress: '' },
  'only the required fields': Object.fromEntries(
    [
      'status',
      'overriddenStatus',
      'port',
      'securePort',
      'countryId',
      'leaseInfo',
      'metadata',
      'homePageUrl',
      'statusPageUrl',
      'healthCheckUrl',
      'vipAddress',
      'secureVipAddress',
      'isCoordinatingDiscoveryServer',
    ].map((key) => [key, undefined]),
  ),
};

const values = () =>
  group('what is registered is what is read', '2.2, wire 1', [
    ...Object.entries(oddValues).flatMap(([what, changes], index) => {
      const id = `w${index}:odd:1`;
      return [
        { ...register('ODD', id, changes), name: `register with ${what}` },
        ...[json, xml].map((format) => ({
          ...get(instancePath('ODD', id), format),
          name: `${what} read as ${format[1]}`,
        })),
      ];
    }),
    get('/eureka/apps', json),
    get('/eureka/apps', xml),
    get('/eureka/apps', json, ['X-Eureka-Accept', 'compact']),
    get('/eureka/apps', xml, ['X-Eureka-Accept', 'compact']),
    get('/eureka/apps/delta', xml),
  ]);

const required = ['instanceId', 'hostName', 'ipAddr', 'app', 'dataCenterInfo'];

const refusals = () =>
  group('registrations that are refused', '1.4 D', [
    ...required.flatMap((field) =>
      [undefined, null, ''].flatMap((value) => [
        post(
          'REFUSED',
          `${field} is ${JSON.stringify(value)}`,
          JSON.stringify({ instance: instance('REFUSED', 'f1:x:1', { [field]: value }) }),
        ),
        get('/eureka/apps/REFUSED', json),
      ]),
    ),
    post(
      'REFUSED',
      'neither instanceId nor hostName',
      JSON.stringify({ instance: instance('REFUSED', 'f2:x:1', { instanceId: undefined, hostName: undefined }) }),
    ),
    post('REFUSED', 'another app in the path', JSON.stringify({ instance: instance('ACCEPTED', 'f3:x:1') })),
    post(
      'REFUSED',
      'another app in the path, replicated',
      JSON.stringify({ instance: instance('ACCEPTED', 'f3:x:1') }),
      JSON_TYPE,
      REPLICATION,
    ),
    post('REFUSED', 'XML labelled JSON', '<instance/>'),
    post('REFUSED', 'JSON labelled XML', '{"instance":{}}', ['Content-Type', 'application/xml']),
    post('REFUSED', 'JSON cut off', '{"instance":{"app":"REFUSED",'),
    post(
      'REFUSED',
      'a chunked body without a length',
      JSON.stringify({ instance: instance('REFUSED', 'f4:x:1') }),
      JSON_TYPE,
      ['Transfer-Encoding', 'chunked'],
    ),
    ...readsOf('REFUSED', 'f4:x:1').slice(0, 4),
  ]);

export const bodyGroups = () => [ids(), appNames(), values(), refusals()];
