import { homedir } from 'node:os';
import type { DiscoveryConfiguration } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import { RegistryCopy, diskFiles } from '@nest-eureka/transport';
import { copyPath, userCacheDirectory } from '../core/registry-copy-place.js';

/** The copy of the registry on disk, from the configuration; undefined where none is wanted or the user has no place for it. */
export function lastGoodCopy(
  { applicationName = '', client }: DiscoveryConfiguration,
  clock: TimerClock,
  onWarning: (message: string) => void,
): RegistryCopy | undefined {
  if (!client.cacheEnabled || !client.fetchRegistry) return undefined;
  const directory = client.cacheDir || userCacheDirectory(process.platform, process.env, homeOfUser());
  if (directory === undefined) return undefined;
  const urls = [...client.serviceUrl.values()].flat();
  const choice = [
    ...urls,
    client.registryRefreshSingleVipAddress ?? '',
    ...client.fetchRemoteRegionsRegistry,
    ...(client.dns === undefined ? [] : [client.dns.domain]),
  ];
  return new RegistryCopy(
    {
      file: copyPath(directory, applicationName, choice),
      serviceUrl: urls.join(','),
      maxAgeMs: client.cacheMaxAgeSeconds * 1000,
    },
    { files: diskFiles, clock, onWarning },
  );
}

/** Node throws for a user that the machine does not know, as in some containers. */
function homeOfUser(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}
