import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Provider } from '@nestjs/common';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import { AuthorizationCheck } from '../security/authorization-check.js';
import { KnownHosts } from '../security/browser/known-hosts.js';
import { Gatekeeper } from '../security/gatekeeper.js';
import { CertificateIdentities } from '../security/identities/certificate-identities.js';
import { HeaderIdentities } from '../security/identities/header-identities.js';
import { TokenDirectory } from '../security/identities/token-directory.js';
import { Sessions } from '../security/sessions/sessions.js';
import { UserDirectory } from '../security/user-directory.js';
import { RegistryBasicStrategy } from './basic-strategy.js';
import { OwnInstance } from './own-instance.js';
import { REGISTRY_CLOCK, REGISTRY_CONFIGURATION } from './tokens.js';

/** Who may call, and what stands at the door. */
export const SECURITY_PROVIDERS: readonly Provider[] = [
  {
    provide: UserDirectory,
    inject: [REGISTRY_CONFIGURATION],
    useFactory: (configuration: RegistryConfiguration) => new UserDirectory(configuration.users),
  },
  {
    provide: RegistryBasicStrategy,
    inject: [UserDirectory],
    useFactory: (users: UserDirectory) => new RegistryBasicStrategy(users),
  },
  {
    provide: Sessions,
    inject: [REGISTRY_CLOCK, REGISTRY_CONFIGURATION],
    useFactory: (clock: TimerClock, { server }: RegistryConfiguration) =>
      new Sessions(clock, { idleMs: server.sessionIdleTimeoutMs, longestMs: server.sessionMaxAgeMs }, () =>
        randomBytes(32).toString('base64url'),
      ),
  },
  {
    provide: KnownHosts,
    inject: [REGISTRY_CONFIGURATION, OwnInstance],
    useFactory: ({ address, server }: RegistryConfiguration, own: OwnInstance) =>
      new KnownHosts([hostname(), own.current().hostName ?? '', address ?? ''], server.allowedHosts),
  },
  {
    provide: Gatekeeper,
    inject: [REGISTRY_CONFIGURATION, UserDirectory, RegistryBasicStrategy, Sessions, KnownHosts, REGISTRY_CLOCK],
    useFactory: (
      { server, tokens }: RegistryConfiguration,
      users: UserDirectory,
      strategy: RegistryBasicStrategy,
      sessions: Sessions,
      hosts: KnownHosts,
      clock: TimerClock,
    ) =>
      new Gatekeeper({
        isOpen: users.isEmpty && tokens.length === 0,
        insecure: server.insecure,
        authorization: new AuthorizationCheck(new HeaderIdentities(strategy, new TokenDirectory(tokens)), clock),
        sessions,
        hosts,
        certificates: new CertificateIdentities(users),
      }),
  },
];
