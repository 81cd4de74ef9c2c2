import { squash } from '../sources/property-name.js';
import type { PropertySource } from '../sources/property.js';

/**
 * The names that placeholders in any value ask for, squashed. A key of the user's own that is used so is not unknown, and
 * does not mean what Netflix called by the same name.
 */
export function referencedNames(sources: readonly PropertySource[]): ReadonlySet<string> {
  const values = sources.flatMap(({ properties }) => properties.map(({ value }) => value));
  return new Set(
    values.flatMap((value) => [...value.matchAll(/\$\{([^:{}$]+)/g)].map(([, name = '']) => squash(name))),
  );
}
