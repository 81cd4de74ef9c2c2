import type { RegistryConfiguration } from '@nest-eureka/registry';
import { version } from './version.js';

/** What the server prints once it listens: where, how secured, from what configuration, and what to try next. */
export function startUpText(configuration: RegistryConfiguration, urls: readonly string[]): string {
  const { contextPath, server, dashboard, sources, profiles, notices } = configuration;
  const api = urls.map((url) => `${url}${contextPath}${server.apiPath}/`);
  const [first = ''] = urls;
  const lines: readonly (readonly [string, string])[] = [
    ['registry', api.join('  ')],
    [
      'dashboard',
      dashboard.enabled ? `${first}${contextPath}${dashboard.path}` : 'off (eureka.dashboard.enabled=false)',
    ],
    ['security', securityText(configuration)],
    [
      'defaults',
      `${server.defaults}${server.defaults === 'modern' ? ' (eureka.server.defaults=netflix has Netflix’s own)' : ''}`,
    ],
    ['read', sources.join(', ') || 'defaults alone'],
    ...(profiles.length > 0 ? [['profiles', profiles.join(', ')] as const] : []),
    ['try', `curl ${credentialsHint(configuration)}${api[0]}apps`],
    ['client', `eureka.client.service-url.defaultZone=${api[0]}`],
  ];
  return [
    `nest-eureka ${version()} on Node ${process.versions.node}, pid ${process.pid}`,
    ...lines.map(([name, text]) => `  ${name.padEnd(10)} ${text}`),
    ...notices.map((notice) => `  notice     ${notice.key} (${notice.origin}): ${notice.text}`),
    '',
  ].join('\n');
}

function securityText({ users, tokens, tls, server, address }: RegistryConfiguration): string {
  if (users.length + tokens.length > 0) {
    const ways = [
      ...(users.length > 0 ? [`HTTP Basic, ${counted(users.length, 'user')}`] : []),
      ...(tokens.length > 0 ? [`bearer tokens, ${counted(tokens.length, 'token')}`] : []),
      ...(tls === undefined ? [] : [tls.clientAuth === 'none' ? 'TLS' : 'TLS with certificates of clients']),
    ];
    return ways.join('; ');
  }
  if (server.insecure) return `NONE: eureka.server.insecure=true opens this registry to everybody who reaches it`;
  const where = address ?? 'loopback';
  return `no users, so ${where} only; set spring.security.user.name and .password to open it to the network`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function credentialsHint({ users }: RegistryConfiguration): string {
  return users.length > 0 ? '-u <user>:<password> ' : '';
}
