import type { ConfigurationNotice } from '../configuration-notice.js';
import type { ConfigDocument } from './config-document.js';
import type { PropertyIndex } from './property-index.js';

/**
 * Says which active profiles choose nothing, as a misspelt one does. Where there is no file at all nothing is said: profiles
 * are often set for a whole fleet.
 */
export function unusedProfiles(
  active: readonly string[],
  documents: readonly ConfigDocument[],
  index: PropertyIndex,
): readonly ConfigurationNotice[] {
  if (documents.length === 0) return [];
  const [property] = index.findList('spring.profiles.active') ?? index.findList('spring.profiles.include') ?? [];
  if (property === undefined) return [];
  const groups = new Set(index.below('spring.profiles.group').map(({ key }) => key.replace(/(\[\d+\]|\.\d+)$/, '')));
  const isChosen = (profile: string): boolean =>
    groups.has(profile) || documents.some((document) => isFor(document, profile));
  return active
    .filter((profile) => !isChosen(profile))
    .map((profile) => ({
      kind: 'hint',
      key: 'spring.profiles.active',
      origin: property.origin,
      text: `the profile ${profile} has no file (application-${profile}.yml) and no document of its own`,
    }));
}

function isFor({ label, conditions }: ConfigDocument, profile: string): boolean {
  const isFileOf = /\.[a-z]+$/.test(label) && label.replace(/\.[a-z]+$/, '').endsWith(`-${profile}`);
  return (
    isFileOf || conditions.some(({ value }) => value.split(/[\s,!&|()]+/).includes(profile) || value.includes('${'))
  );
}
