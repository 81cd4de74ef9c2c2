import { distance } from 'fastest-levenshtein';
import { OPTIONS } from '../options/option-table.js';
import { kebabCase, squash } from '../sources/property-name.js';

/** Beyond this share of changed letters two names have nothing to do with each other. */
const FARTHEST_SHARE = 0.4;

interface Candidate {
  readonly shown: string;
  readonly compared: string;
  readonly last: string;
}

function candidates(isVariable: boolean, prefix: string): readonly Candidate[] {
  return OPTIONS.filter(({ key }) => key.startsWith(prefix)).map(({ key, variable }) => ({
    shown: isVariable ? variable : key,
    compared: squash(key),
    last: squash(key.slice(key.lastIndexOf('.') + 1)),
  }));
}

/** The known key below `prefix` that somebody who wrote `name` most likely meant; undefined when none is like it. */
export function nearestKey(name: string, isVariable: boolean, prefix = 'eureka.'): string | undefined {
  const all = candidates(isVariable, prefix);
  const written = squash(kebabCase(name.replace(/\[\d+\]/g, '')));
  const last = squash(name.slice(name.lastIndexOf('.') + 1));
  const moved = isVariable ? undefined : all.find((candidate) => candidate.last === last);
  if (moved !== undefined) {
    return moved.shown;
  }
  // a long prefix says nothing of what was meant below it
  const shared = prefix === 'eureka.' ? 0 : squash(prefix).length;
  let nearest: { readonly shown: string; readonly steps: number } | undefined;
  for (const { shown, compared } of all) {
    const steps = distance(written, compared);
    if (steps <= (written.length - shared) * FARTHEST_SHARE && steps < (nearest?.steps ?? Number.POSITIVE_INFINITY)) {
      nearest = { shown, steps };
    }
  }
  const isTelling = written.length - shared > 3;
  return nearest?.shown ?? (isTelling ? all.find(({ compared }) => compared.startsWith(written))?.shown : undefined);
}
