import type { Application, Applications } from '../model/applications.js';
import type { InstanceInfo } from '../model/instance-info.js';
import type { Fields } from './fields.js';
import { toLong } from './number-text.js';
import { readInstance } from './read-instance.js';
import type { Reading } from './reading.js';

/** What Java takes for the version of a document that has none. */
const NO_VERSION = -1;

/** An application around instances that were read; without a name it has that of its first instance. */
export function applicationOf(fields: Fields, instances: readonly InstanceInfo[]): Application {
  return { name: fields.text('name') ?? instances[0]?.app ?? '', instances };
}

export function readApplication(fields: Fields, reading: Reading): Application {
  const instances = fields.list('instance').map((instance) => readInstance(instance, reading));
  return applicationOf(fields, instances);
}

/** What a registry says of itself; both spellings of the two underscored keys are known (wire.md 1.8). */
export function readHeading(fields: Fields): Pick<Applications, 'versionsDelta' | 'appsHashCode'> {
  const version = fields.number('versions__delta', 'versions_delta');
  return {
    versionsDelta: version === undefined ? NO_VERSION : (toLong(version) ?? 0),
    appsHashCode: fields.text('apps__hashcode', 'apps_hashcode'),
  };
}

export function readApplications(fields: Fields, reading: Reading): Applications {
  return {
    ...readHeading(fields),
    applications: fields.list('application').map((application) => readApplication(application, reading)),
  };
}
