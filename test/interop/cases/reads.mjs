import { COMPACT, accept, get, group, json, register, request, setStatus, silently, xml } from './request.mjs';

const ID = 'r1:reads:8080';
const PREFIXES = ['/eureka', '/eureka/v2', '/eureka/v1'];
const RESOURCES = [
  '/apps',
  '/apps/',
  '/apps/delta',
  '/apps/READS',
  '/apps/reads/',
  `/apps/READS/${ID}`,
  `/instances/${ID}`,
  '/vips/reads',
  '/svips/reads',
  '/apps/NOSUCH',
  '/instances/nosuch',
  '/vips/nosuch',
];
const FORMATS = [[json], [xml], []];

const prepared = [register('READS', ID), register('READS', 'r2:reads:8080'), register('OTHER', 'o1:other:1')].map(
  silently,
);

/** Every read under every prefix in every format. */
const everyPrefix = () =>
  group('reads under every prefix', '1.1, 1.4', [
    ...prepared,
    ...PREFIXES.flatMap((prefix) =>
      RESOURCES.flatMap((path) => FORMATS.map((headers) => get(`${prefix}${path}`, ...headers))),
    ),
  ]);

const COLLECTIONS = ['/apps', '/apps/delta', '/apps/READS', '/vips/reads', '/svips/reads', `/apps/READS/${ID}`];
const COMPACT_VALUES = ['compact', 'Compact', 'full', 'junk', ''];

const compact = () =>
  group('compact reads', '3.6', [
    ...prepared,
    ...COLLECTIONS.flatMap((path) =>
      [json, xml].flatMap((format) =>
        COMPACT_VALUES.map((value) => get(`/eureka${path}`, format, ['X-Eureka-Accept', value])),
      ),
    ),
  ]);

const ENCODINGS = ['gzip', 'gzip;q=0', 'gzip, deflate, br', 'x-gzip', 'GZIP', 'deflate', 'identity', '*', ''];

const gzip = () =>
  group('gzip answers', '1.3', [
    ...prepared,
    ...COLLECTIONS.flatMap((path) => ENCODINGS.map((value) => get(`/eureka${path}`, json, ['Accept-Encoding', value]))),
    get('/eureka/apps', xml, ['Accept-Encoding', 'gzip']),
    get('/eureka/apps', json, COMPACT, ['Accept-Encoding', 'gzip']),
    get('/eureka/apps', accept('application/xml, application/json'), ['Accept-Encoding', 'gzip']),
  ]);

const ACCEPTS = [
  '',
  '*/*',
  '*',
  'application/*',
  'application/xml',
  'application/json',
  'application/json;q=0.5',
  'application/json;charset=UTF-8',
  'APPLICATION/JSON',
  'application/json, application/xml',
  'application/xml, application/json',
  'application/xml, application/json;q=0.5',
  'application/json;q=0.5, application/xml',
  'application/xml;q=0.5, application/json',
  'application/json, */*',
  'application/json, application/*+json',
  'application/json;q=0',
  'application/xml;q=0, */*',
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'text/html, image/gif, image/jpeg, */*; q=0.2',
  'text/html',
  'text/xml',
  'application/vnd.x+json',
  'text/plain',
  'text/json',
  'garbage',
];
const NEGOTIATED = [
  '/eureka/apps',
  '/eureka/apps/delta',
  '/eureka/apps/READS',
  `/eureka/apps/READS/${ID}`,
  '/eureka/vips/reads',
  `/eureka/instances/${ID}`,
];

const negotiation = () =>
  group('negotiation', '1.2, 1.3', [
    ...prepared,
    ...NEGOTIATED.flatMap((path) => ACCEPTS.map((value) => get(path, accept(value)))),
    ...ACCEPTS.map((value) => get('/eureka/apps/NOSUCH', accept(value))),
  ]);

const STATUSES = ['DOWN', 'STARTING', 'OUT_OF_SERVICE', 'UNKNOWN', 'UP'];

/** 1.9: XML of one instance says DOWN for OUT_OF_SERVICE and UNKNOWN, everything else tells the truth. */
const statusInXml = () =>
  group('status in both formats', '1.9', [
    ...prepared,
    ...STATUSES.flatMap((status) => [
      setStatus('READS', ID, `value=${status}`),
      ...[
        `/eureka/apps/READS/${ID}`,
        `/eureka/instances/${ID}`,
        '/eureka/apps/READS',
        '/eureka/apps',
        '/eureka/vips/reads',
      ].flatMap((path) => [get(path, json), get(path, xml)]),
    ]),
  ]);

const headAndOptions = () =>
  group('HEAD and OPTIONS', '1.2', [
    ...prepared,
    ...[
      '/eureka/apps',
      '/eureka/apps/READS',
      `/eureka/apps/READS/${ID}`,
      '/eureka/apps/NOSUCH',
      '/eureka/vips/reads',
    ].flatMap((path) => [
      request('HEAD', path, { headers: [json] }),
      request('HEAD', path, { headers: [xml] }),
      request('OPTIONS', path, { headers: [json] }),
    ]),
  ]);

export const readGroups = () => [everyPrefix(), compact(), gzip(), negotiation(), statusInXml(), headAndOptions()];
