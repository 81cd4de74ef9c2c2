import { counter } from './metric-samples.js';
import type { Reading, Sample } from './metric-samples.js';
import type { RouteReadings } from './request-meter.js';

/** Method and route of a name such as `GET apps/*`. */
export function routeLabels(name: string): { readonly method: string; readonly route: string } {
  const space = name.indexOf(' ');
  return { method: name.slice(0, space), route: `/${name.slice(space + 1)}` };
}

/** What was answered, by route; a request that was refused for its credentials or its path is none of these. */
export function routeReadings(routes: () => readonly RouteReadings[]): readonly Reading[] {
  const lists = (value: (readings: RouteReadings) => number) => (): readonly Sample[] =>
    routes()
      .filter(({ ready, built }) => ready + built > 0)
      .map((readings) => ({ labels: routeLabels(readings.name), value: value(readings) }));
  return [
    counter('eureka_requests_total', 'Answers of the API by route and status.', () =>
      routes().flatMap(({ name, answers }) =>
        Array.from(answers, ([status, value]) => ({ labels: { ...routeLabels(name), status: String(status) }, value })),
      ),
    ),
    counter(
      'eureka_list_bytes_total',
      'Bytes of lists that were answered.',
      lists(({ bytes }) => bytes),
    ),
    counter(
      'eureka_cache_hits_total',
      'Lists that were ready when they were asked for.',
      lists(({ ready }) => ready),
    ),
    counter(
      'eureka_cache_misses_total',
      'Lists that had to be put together or packed first.',
      lists(({ built }) => built),
    ),
  ];
}
