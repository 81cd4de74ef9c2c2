import { resolve } from 'node:path';

/** A folder that is searched for `application.*`, or one file. */
export interface ConfigLocation {
  /** Absolute. */
  readonly path: string;
  readonly isFolder: boolean;
  /** False: its absence is a fault. */
  readonly isOptional: boolean;
}

/** Locations of one group share the order of profiles: first every file of one profile, then those of the next. */
export type LocationGroup = readonly ConfigLocation[];

/** Read in this order, later ones win. */
export const CONFIG_FILE_ENDINGS = ['yaml', 'yml', 'properties'] as const;

/** `./config/` and `./`, of which the working directory's own wins (contract.md 2). */
export function defaultLocations(workingDirectory: string): readonly LocationGroup[] {
  const folder = (path: string): ConfigLocation => ({ path, isFolder: true, isOptional: true });
  return [[folder(resolve(workingDirectory, 'config')), folder(workingDirectory)]];
}

/**
 * Reads `spring.config.location`: commas separate groups, semicolons the locations of a group. What is on Java's class
 * path cannot be had here; it is left out.
 */
export function parseLocations(text: string, workingDirectory: string): readonly LocationGroup[] {
  return text.split(',').map((group) =>
    group.split(';').flatMap((written) => {
      const isOptional = /^\s*optional:/.test(written);
      const place = written.replace(/^\s*optional:/, '').trim();
      if (place === '' || place.startsWith('classpath:')) {
        return [];
      }
      const path = place.replace(/^file:(\/\/)?/, '');
      const isFolder = !CONFIG_FILE_ENDINGS.some((ending) => path.endsWith(`.${ending}`));
      return [{ path: resolve(workingDirectory, path), isFolder, isOptional: isOptional || isFolder }];
    }),
  );
}

/** The files of a location for one profile, or without a profile, in the order in which they are read. */
export function filesOf(
  location: ConfigLocation,
  names: readonly string[],
  profile: string | undefined,
): readonly string[] {
  const suffix = profile === undefined ? '' : `-${profile}`;
  if (!location.isFolder) {
    return [location.path.replace(/(\.[a-z]+)$/, `${suffix}$1`)];
  }
  return names.flatMap((name) =>
    CONFIG_FILE_ENDINGS.map((ending) => resolve(location.path, `${name}${suffix}.${ending}`)),
  );
}
