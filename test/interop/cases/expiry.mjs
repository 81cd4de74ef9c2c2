import { recordedRequests } from '../wire/capture-file.mjs';
import { textOf } from '../wire/raw-http.mjs';
import { get, json } from './request.mjs';

const EVICTED = 'pause until the eviction task has removed it';
const OPEN = 'after the waiting time';
const apps = get('/eureka/apps', json);

/** A lease of 2 s: listed but hidden when expired, revived by a heartbeat, at last evicted (server.md 2.4, 2.12, 2.15). */
export const evictionGroup = () => ({
  name: '08 eviction',
  section: '2.4, 2.12, 2.15',
  requests: recordedRequests('08-eviction.http'),
  // each server evicts at its own moment
  toleranceMs: 30_000,
  events: {
    [EVICTED]: (differ) =>
      differ.waitFor(
        'the expired instance is evicted',
        apps,
        (answer) => !textOf(answer).includes('gone.example.com'),
        45_000,
      ),
  },
});

/** Collection reads are refused while the registry waits for someone to fill it from (server.md 4.9). */
export const closedGroup = () => ({
  name: '09 closed registry',
  section: '4.9',
  requests: recordedRequests('09-closed-registry.http'),
  keepRegistry: true,
  events: {
    [OPEN]: (differ) => differ.waitFor('the registry opens', apps, ({ status }) => status === 200, 60_000),
  },
});
