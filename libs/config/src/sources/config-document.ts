import { PropertyIndex } from './property-index.js';
import type { Property } from './property.js';
import { matchProfile } from './profile-expression.js';
import type { ProfileMatch } from './profile-expression.js';

/** One document of one configuration file. */
export interface ConfigDocument {
  readonly label: string;
  readonly properties: readonly Property[];
  /** Any of them must match; empty: the document holds always. */
  readonly conditions: readonly Property[];
  /** `spring.config.activate.on-cloud-platform`: which platform this is nobody here can tell. */
  readonly platform: Property | undefined;
}

/** `spring.config.activate.on-profile`, and `spring.profiles` as it was spelt before Spring Boot 2.4. */
export function configDocument(label: string, properties: readonly Property[]): ConfigDocument {
  const index = new PropertyIndex([{ label, properties }]);
  const named = index.findList('spring.config.activate.on-profile', 'spring.profiles') ?? [];
  const conditions = named.filter(({ value }) => value.trim() !== '');
  return { label, properties, conditions, platform: index.find('spring.config.activate.on-cloud-platform') };
}

/** Whether a document holds under the given profiles. */
export function matchDocument(conditions: readonly string[], accepted: readonly string[]): ProfileMatch {
  const isActive = (profile: string): boolean => accepted.includes(profile);
  const expressions = conditions.flatMap((condition) => condition.split(','));
  const matches = expressions.map((expression) => matchProfile(expression, isActive));
  if (matches.includes('malformed')) {
    return 'malformed';
  }
  return matches.length === 0 || matches.includes('active') ? 'active' : 'inactive';
}
