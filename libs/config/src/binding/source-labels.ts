import { findOption } from '../options/option-table.js';
import { squash } from '../sources/property-name.js';
import type { PropertySource } from '../sources/property.js';

/** Sources that are always there and worth naming only when they say something to us. */
const ALWAYS_THERE: ReadonlySet<string> = new Set(['environment', 'command line', 'options in code']);

/** The sources as the start-up line shows them: each once, in their order, those that say nothing left out. */
export function sourceLabels(sources: readonly PropertySource[], referenced: ReadonlySet<string>): readonly string[] {
  const labels = sources.flatMap(({ label, properties }) => {
    if (label === 'machine') {
      return [];
    }
    if (!ALWAYS_THERE.has(label)) {
      return [label];
    }
    const ours = properties.filter(
      ({ name, isVariable }) =>
        findOption(name, isVariable) !== undefined || referenced.has(squash(name)) || /^eureka\./i.test(name),
    );
    if (ours.length === 0) {
      return [];
    }
    const names = ours.map(({ origin }) => origin.replace(/^environment /, ''));
    return [label === 'environment' ? `environment (${[...new Set(names)].join(', ')})` : label];
  });
  return [...new Set(labels)];
}
