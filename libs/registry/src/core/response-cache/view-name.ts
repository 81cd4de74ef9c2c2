import type { Encoding } from '@nest-eureka/protocol';
import { encodingName } from './encoding-name.js';
import { subjectOf } from './view.js';
import type { View } from './view.js';

/** The name under which the document of a view in an encoding is kept. */
export type ViewName = (view: View, encoding: Encoding) => string;

/** One name for all that have the same bytes. As long as there are no remote regions, naming some changes nothing. */
export const nameByContent: ViewName = (view, encoding) => `${subjectOf(view)} ${encodingName(encoding)}`;

/** Java's key (server.md 3.2), which counts each of its documents by itself. */
export const nameAsJava: ViewName = (view, { format, detail, version }) => {
  const regions = view.kind === 'all' || view.kind === 'delta' ? view.regions : undefined;
  return `${subjectOf(view)} ${format} ${detail} ${version}${regions === undefined ? '' : ` ${regions}`}`;
};
