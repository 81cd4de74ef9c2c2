import { recordedRequests } from '../wire/capture-file.mjs';
import { get, json, xml } from './request.mjs';

/**
 * Two registrations that break Java's answers for everyone until they leave the delta: one with a character that XML
 * cannot carry, one that JSON cannot be written for. They have a group of their own.
 */
const XML_POISON = ['metadata-odd-keys', 'read-metadata-odd-keys', 'read-metadata-odd-keys-xml'];
const JSON_POISON = [
  'dci-default-class-amazon-name',
  'read-dci-default-class-amazon-name',
  'apps-with-bad-amazon',
  'cancel-bad',
];
const POISON = [...XML_POISON, ...JSON_POISON];

const isPoison = ({ name }) => POISON.includes(name);

function recorded(name, section, file) {
  return { name, section, requests: recordedRequests(file).filter((request) => !isPoison(request)) };
}

/** The exchanges that were recorded from the live Java server, sent again. */
export const recordedGroups = () => [
  recorded('01 basic calls', '1.4', '01-basic-calls.http'),
  withInstance(recorded('02 negotiation', '1.3', '02-negotiation.http')),
  recorded('03 register', '1.4 D, 2.2', '03-register.http'),
  recorded('04 paths and methods', '1.1, 1.2', '04-paths-methods.http'),
  recorded('05 batch', '4.6, 4.7', '05-batch.http'),
  recorded('06 lease and delta', '2.4, 2.13', '06-lease-and-delta.http'),
];

export function poisonGroup() {
  const recording = recordedRequests('03-register.http');
  const named = (names) => recording.filter(({ name }) => names.includes(name));
  return {
    name: '03 one bad registration',
    section: 'wire-live 1',
    requests: [
      ...named(XML_POISON),
      { ...get('/eureka/apps', xml), name: 'apps-with-metadata-odd-keys' },
      { ...get('/eureka/apps/delta', xml), name: 'delta-with-metadata-odd-keys' },
      ...named(JSON_POISON),
      { ...get('/eureka/apps/delta', json), name: 'delta-after-bad-amazon' },
    ],
  };
}

/** The recording of 02 begins with the instance already there. */
function withInstance(group) {
  const [register] = recordedRequests('03-register.http');
  return { ...group, requests: [{ ...register, silent: true }, ...group.requests] };
}
