import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { withoutCredentials } from '@nest-eureka/transport';

/** Where the user's programs keep what they can do without: by XDG, macOS or Windows; undefined when the user has no home. */
export function userCacheDirectory(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string | undefined {
  if (environment['XDG_CACHE_HOME']) return environment['XDG_CACHE_HOME'];
  if (platform === 'win32') return environment['LOCALAPPDATA'] || undefined;
  if (home === '') return undefined;
  return platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}

/**
 * The file of a copy: one for each application and for each choice of what it reads, that is service URLs, regions, single
 * VIP address. The choice stands in the name as a hash, without the credentials of its URLs.
 */
export function copyPath(directory: string, application: string, choice: readonly string[]): string {
  const readable = application
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  const hash = createHash('sha256')
    .update(JSON.stringify([application, ...choice.map(withoutCredentials)]))
    .digest('hex');
  return join(directory, 'nest-eureka', `${readable}-${hash.slice(0, 16)}.jsonl`);
}
