import type { DocumentParts } from '../document-parts.js';
import { compactInstanceJson } from './compact-instance-json.js';
import { instanceJson } from './instance-json.js';
import { optionalMember, quoteOrNull } from './quote.js';

const shared = {
  instanceSeparator: () => ',',
  applicationOpen: (name, within) =>
    `${within === 'root' ? '{"application":' : ''}{"name":${JSON.stringify(name)},"instance":[`,
  applicationClose: (within) => (within === 'root' ? ']}}' : ']}'),
  applicationSeparator: ',',
} satisfies Partial<DocumentParts>;

/** JSON as the Java server answers by default (wire.md 1.7, 1.8). */
export const fullJsonParts: DocumentParts = {
  ...shared,
  instance: instanceJson,
  applicationsOpen: (versionsDelta, appsHashCode) =>
    `{"applications":{"versions__delta":"${versionsDelta}","apps__hashcode":${quoteOrNull(appsHashCode)},"application":[`,
  applicationsClose: () => ']}}',
};

/** JSON for `X-Eureka-Accept: compact` (wire.md 3). */
export const compactJsonParts: DocumentParts = {
  ...shared,
  instance: compactInstanceJson,
  applicationsOpen: () => '{"applications":{"application":[',
  applicationsClose: (versionsDelta, appsHashCode) =>
    `],"versions__delta":"${versionsDelta}"${optionalMember('apps__hashcode', appsHashCode)}}}`,
};
