import { describe, expect, it } from '@jest/globals';
import { detectAddress } from './detect-address.js';
import type { AddressSources } from './detect-address.js';
import type { NetworkInterfaces } from './network-addresses.js';

const LO = { lo: [{ address: '127.0.0.1' }, { address: '::1' }] };
const ETH = { eth0: [{ address: '10.0.0.5' }, { address: '2001:db8::5' }, { address: 'fe80::5' }] };
const DOCKER = { docker0: [{ address: '172.17.0.1' }], 'br-0a1b2c3d4e5f': [{ address: '172.18.0.1' }] };
const VPN = { tun0: [{ address: '10.8.0.2' }] };
const WIFI = { wlan0: [{ address: '192.168.1.7' }] };
const V6 = { eth0: [{ address: '2001:db8::5' }, { address: 'fe80::5' }] };

type Changes = Partial<Omit<AddressSources, 'inetutils'>> & { inetutils?: Partial<AddressSources['inetutils']> };

function sources(interfaces: NetworkInterfaces, { inetutils, ...changes }: Changes = {}): AddressSources {
  return {
    interfaces,
    machineName: 'box',
    preferIpAddress: false,
    inetutils: { ignoredInterfaces: [], preferredNetworks: [], useOnlySiteLocalInterfaces: false, ...inetutils },
    ...changes,
  };
}

const inetutils = (changes: Partial<AddressSources['inetutils']>): Changes => ({ inetutils: changes });
const connectedBy = (address: string): Changes => ({ localAddressOfRegistryConnection: address });

describe('detectAddress', () => {
  it.each<[string, NetworkInterfaces, Changes, host: string, ip: string]>([
    ['the first real interface', { ...LO, ...ETH, ...WIFI }, {}, 'box', '10.0.0.5'],
    [
      'the last IPv4 address of it',
      { ...LO, eth0: [{ address: '10.0.0.5' }, { address: '10.0.0.6' }] },
      {},
      'box',
      '10.0.0.6',
    ],
    ['real interfaces before bridges of containers', { ...LO, ...DOCKER, ...ETH }, {}, 'box', '10.0.0.5'],
    ['real interfaces before tunnels', { ...LO, ...VPN, ...WIFI }, {}, 'box', '192.168.1.7'],
    ['an IPv6 address where there is no IPv4', { ...LO, ...V6 }, {}, 'box', '2001:db8::5'],
    ['a real IPv6 address before a bridge', { ...LO, ...V6, ...DOCKER }, {}, 'box', '2001:db8::5'],
    [
      'the address that reaches the registry',
      { ...LO, ...ETH, ...WIFI },
      connectedBy('192.168.1.7'),
      'box',
      '192.168.1.7',
    ],
    [
      'a tunnel by which the registry is reached',
      { ...LO, ...ETH, ...VPN },
      connectedBy('10.8.0.2'),
      'box',
      '10.8.0.2',
    ],
    [
      'an IPv4 address that a socket shows as IPv6',
      { ...LO, ...ETH },
      connectedBy('::ffff:10.0.0.5'),
      'box',
      '10.0.0.5',
    ],
    ['one that no interface shows', { ...LO, ...ETH }, connectedBy('10.9.9.9'), 'box', '10.9.9.9'],
    [
      'the network when the registry is on this machine',
      { ...LO, ...ETH },
      connectedBy('127.0.0.1'),
      'box',
      '10.0.0.5',
    ],
    [
      'the network when the registry is on the same wire',
      { ...LO, ...ETH },
      connectedBy('fe80::5%eth0'),
      'box',
      '10.0.0.5',
    ],
    ['loopback when there is nothing else and the registry is here', LO, connectedBy('::1'), 'box', '127.0.0.1'],
    [
      'loopback when all service URLs name this machine',
      LO,
      { registryHosts: ['localhost', '[::1]'] },
      'box',
      '127.0.0.1',
    ],
    [
      'the next where an interface is ignored',
      { ...LO, ...ETH, ...WIFI },
      inetutils({ ignoredInterfaces: ['eth.*'] }),
      'box',
      '192.168.1.7',
    ],
    ['none by half a name', { ...LO, ...ETH }, inetutils({ ignoredInterfaces: ['eth'] }), 'box', '10.0.0.5'],
    [
      'a preferred network, by its beginning',
      { ...LO, ...ETH, ...WIFI },
      inetutils({ preferredNetworks: ['192.168.'] }),
      'box',
      '192.168.1.7',
    ],
    [
      'a preferred network, by an expression',
      { ...LO, ...ETH, ...WIFI },
      inetutils({ preferredNetworks: ['192\\..*'] }),
      'box',
      '192.168.1.7',
    ],
    [
      'a preferred bridge',
      { ...LO, ...ETH, ...DOCKER },
      inetutils({ preferredNetworks: ['172.18'] }),
      'box',
      '172.18.0.1',
    ],
    [
      'private addresses only',
      { ...LO, eth0: [{ address: '8.8.4.4' }], ...WIFI },
      inetutils({ useOnlySiteLocalInterfaces: true }),
      'box',
      '192.168.1.7',
    ],
    [
      'a preferred network rather than the way to the registry',
      { ...LO, ...ETH, ...WIFI },
      { ...inetutils({ preferredNetworks: ['192.168'] }), ...connectedBy('10.0.0.5') },
      'box',
      '192.168.1.7',
    ],
    [
      'what is set',
      { ...LO, ...ETH },
      { hostname: 'orders.example', ipAddress: '1.2.3.4' },
      'orders.example',
      '1.2.3.4',
    ],
    [
      'a set host name, the address beside it',
      { ...LO, ...ETH },
      { hostname: 'orders.example' },
      'orders.example',
      '10.0.0.5',
    ],
    [
      'a set host name on a machine with loopback alone',
      LO,
      { hostname: 'orders.example' },
      'orders.example',
      '127.0.0.1',
    ],
    [
      'the address in place of a set name',
      { ...LO, ...ETH },
      { hostname: 'a.example', preferIpAddress: true },
      '10.0.0.5',
      '10.0.0.5',
    ],
    [
      'a set host name on a machine with bridges alone',
      DOCKER,
      { hostname: 'orders.example' },
      'orders.example',
      '172.17.0.1',
    ],
    [
      'the address of a machine called localhost',
      { ...LO, ...ETH },
      { machineName: 'localhost' },
      '10.0.0.5',
      '10.0.0.5',
    ],
    ['the address of a machine without a name', { ...LO, ...ETH }, { machineName: '' }, '10.0.0.5', '10.0.0.5'],
  ])('takes %s, and has nothing to say about it', (_, interfaces, changes, hostName, ipAddress) => {
    const { machineName: _name, ...detected } = detectAddress(sources(interfaces, changes));
    expect(detected).toEqual({ hostName, ipAddress });
  });

  it.each<[string, NetworkInterfaces, Changes, ip: string, note: RegExp]>([
    [
      'loopback alone',
      LO,
      {},
      '127.0.0.1',
      /box \(127\.0\.0\.1\) means this machine alone, .* no better one was found .*; set eureka\.instance\.hostname/,
    ],
    [
      'loopback alone, one registry elsewhere',
      LO,
      { registryHosts: ['localhost', 'eureka-2'] },
      '127.0.0.1',
      /this machine alone/,
    ],
    ['a link-local address', { ...LO, eth0: [{ address: '169.254.7.7' }] }, {}, '169.254.7.7', /link-local/],
    [
      'loopback after link-local addresses that are always there',
      { awdl0: [{ address: 'fe80::9' }], ...LO },
      {},
      '127.0.0.1',
      /this machine alone/,
    ],
    [
      'a bridge in place of a set name',
      DOCKER,
      { hostname: 'a.example', preferIpAddress: true },
      '172.17.0.1',
      /belongs to docker0/,
    ],
    [
      'a link-local IPv6 address',
      { ...LO, eth0: [{ address: 'fe80::5' }] },
      connectedBy('fe80::5%eth0'),
      'fe80::5',
      /link-local/,
    ],
    ['a bridge alone', { ...LO, ...DOCKER }, {}, '172.17.0.1', /belongs to docker0, a bridge or tunnel .*; set eureka/],
    [
      'a loopback address that is set',
      { ...LO, ...ETH },
      { ipAddress: '127.0.0.1' },
      '127.0.0.1',
      /this machine alone.*it is set in the configuration/,
    ],
    [
      'a loopback name that is set',
      { ...LO, ...ETH },
      { hostname: 'localhost' },
      '10.0.0.5',
      /localhost \(10\.0\.0\.5\) means this machine alone/,
    ],
    [
      'rules that nothing obeys',
      { ...LO, ...ETH },
      inetutils({ preferredNetworks: ['192.168'] }),
      '10.0.0.5',
      /although spring\.cloud\.inetutils excludes it/,
    ],
    [
      'a rule that is no expression',
      { ...LO, ...ETH },
      inetutils({ preferredNetworks: ['('] }),
      '10.0.0.5',
      /excludes it/,
    ],
    [
      'no interface at all',
      {},
      inetutils({ defaultIpAddress: '127.0.0.1' }),
      '127.0.0.1',
      /shows no network interface/,
    ],
  ])('warns of %s', (_, interfaces, changes, ipAddress, note) => {
    const detected = detectAddress(sources(interfaces, changes));
    expect(detected.ipAddress).toBe(ipAddress);
    expect(detected.note).toMatch(note);
  });

  it('keeps the name of the machine for ids, whatever callers are told', () => {
    const byAddress = detectAddress(sources(ETH, { preferIpAddress: true }));
    const nameless = detectAddress(sources(ETH, { machineName: 'localhost' }));
    expect([byAddress.machineName, nameless.machineName]).toEqual(['box', '10.0.0.5']);
  });

  it('falls back to the configured defaults on a machine that shows nothing', () => {
    const defaults = { defaultHostname: 'fallback.example', defaultIpAddress: '10.1.1.1' };
    const detected = detectAddress(sources({}, { machineName: '', inetutils: defaults }));
    expect(detected).toMatchObject({ hostName: 'fallback.example', ipAddress: '10.1.1.1' });
  });
});
