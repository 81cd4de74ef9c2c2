import { PropertyIndex } from './property-index.js';
import type { Property } from './property.js';

/** The profiles of one start. */
export interface ActiveProfiles {
  /** As asked for; the last one wins. */
  readonly active: readonly string[];
  /** What documents and files are chosen by: the active ones, or the default profile when there is none. */
  readonly accepted: readonly string[];
}

type ResolveText = (property: Property) => string;

function namesIn(properties: readonly Property[] | undefined, resolve: ResolveText): readonly string[] {
  return (properties ?? []).flatMap((property) =>
    resolve(property)
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  );
}

/** A profile is followed by the members of its group (`spring.profiles.group.<name>`). */
function withGroups(names: readonly string[], groups: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set<string>();
  const add = (name: string): void => {
    if (!found.has(name)) {
      found.add(name);
      (groups.get(name) ?? []).forEach(add);
    }
  };
  names.forEach(add);
  return [...found];
}

/**
 * Which profiles are active, as Spring Boot decides it: the winning `spring.profiles.active`, with what every source's
 * `spring.profiles.include` adds standing before it.
 */
export function activeProfiles(index: PropertyIndex, resolve: ResolveText): ActiveProfiles {
  const included = index.sources.flatMap((source) =>
    namesIn(new PropertyIndex([source]).findList('spring.profiles.include'), resolve),
  );
  const active = namesIn(index.findList('spring.profiles.active'), resolve);
  const groups = new Map<string, readonly string[]>();
  for (const { key, property } of index.below('spring.profiles.group')) {
    const name = key.replace(/(\[\d+\]|\.\d+)$/, '');
    const earlier = name === key ? [] : (groups.get(name) ?? []);
    groups.set(name, [...earlier, ...namesIn([property], resolve)]);
  }
  const chosen = withGroups([...included, ...active], groups);
  if (chosen.length > 0) {
    return { active: chosen, accepted: chosen };
  }
  const byDefault = namesIn(index.findList('spring.profiles.default'), resolve);
  return { active: [], accepted: byDefault.length > 0 ? byDefault : ['default'] };
}
