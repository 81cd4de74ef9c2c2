import type { Application, Applications } from '../model/applications.js';
import type { Fields } from './fields.js';
import { toLong } from './number-text.js';
import { readInstance } from './read-instance.js';
import type { Reading } from './reading.js';

/** What Java takes for the version of a document that has none. */
const NO_VERSION = -1;

/** Reads an application; without a name it has that of its first instance. */
export function readApplication(fields: Fields, reading: Reading): Application {
  const instances = fields.list('instance').map((instance) => readInstance(instance, reading));
  return { name: fields.text('name') ?? instances[0]?.app ?? '', instances };
}

/** Reads a registry; both spellings of the two underscored keys are known (wire.md 1.8). */
export function readApplications(fields: Fields, reading: Reading): Applications {
  const version = fields.number('versions__delta', 'versions_delta');
  return {
    versionsDelta: version === undefined ? NO_VERSION : (toLong(version) ?? 0),
    appsHashCode: fields.text('apps__hashcode', 'apps_hashcode'),
    applications: fields.list('application').map((application) => readApplication(application, reading)),
  };
}
