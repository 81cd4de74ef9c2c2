import { COMPACT, cancel, get, group, json, register, setStatus, silently, xml } from './request.mjs';

const reads = (kind, name) => [get(`/eureka/${kind}/${name}`, json), get(`/eureka/${kind}/${name}`, xml)];

const vips = () =>
  group('VIP addresses', '1.4 L, M', [
    register('VIPS', 'p1:vips:1', { vipAddress: 'alpha', secureVipAddress: 'alpha-s' }),
    register('VIPS', 'p2:vips:1', { vipAddress: 'beta,gamma', secureVipAddress: undefined }),
    register('VIPS2', 'p3:vips:1', { vipAddress: 'alpha', secureVipAddress: 'gamma, delta' }),
    register('VIPS2', 'p4:vips:1', { vipAddress: undefined, secureVipAddress: undefined }),
    ...['alpha', 'ALPHA', 'beta', 'gamma', 'beta,gamma', 'beta%2Cgamma', 'alpha-s', 'nosuch'].flatMap((name) =>
      reads('vips', name),
    ),
    ...['alpha', 'alpha-s', 'gamma', 'delta', '%20delta', 'nosuch'].flatMap((name) => reads('svips', name)),
    get('/eureka/vips/alpha', json, COMPACT),
    setStatus('VIPS', 'p1:vips:1', 'value=DOWN'),
    ...reads('vips', 'alpha'),
    ...reads('svips', 'alpha-s'),
    cancel('VIPS2', 'p3:vips:1'),
    ...reads('vips', 'alpha'),
  ]);

/** Java never forgets the answers for one of several VIPs; they live three minutes. */
const staleVips = () =>
  group('several VIPs in one address', '3.4', [
    silently(register('VIPS3', 'p5:vips:1', { vipAddress: 'one,two' })),
    silently(get('/eureka/vips/two', json)),
    cancel('VIPS3', 'p5:vips:1'),
    get('/eureka/vips/two', json),
  ]);

export const vipGroups = () => [vips(), staleVips()];
