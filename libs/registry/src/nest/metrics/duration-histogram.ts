import type { Metric } from 'prom-client';
import { DURATION_BOUNDS } from './request-meter.js';
import type { RouteReadings } from './request-meter.js';
import { routeLabels } from './route-readings.js';

const NAME = 'eureka_request_duration_seconds';

/** The durations that the meter has counted, in the shape of prom-client's own histogram, which cannot be given counts. */
export function durationHistogram(routes: () => readonly RouteReadings[]): Metric {
  const histogram = {
    name: NAME,
    help: 'How long answers of the API take, by route, until they are handed to the connection.',
    type: 'histogram',
    aggregator: 'sum',
    async get() {
      const { name, help, type, aggregator } = histogram;
      const values = routes().flatMap(({ name: route, durations, totalSeconds }) => {
        const labels = routeLabels(route);
        let count = 0;
        const buckets = durations.map((inBucket, place) => {
          count += inBucket;
          return sample('_bucket', { ...labels, le: DURATION_BOUNDS[place] ?? '+Inf' }, count);
        });
        return [...buckets, sample('_sum', labels, totalSeconds), sample('_count', labels, count)];
      });
      return { name, help, type, values, aggregator };
    },
    reset() {},
  };
  return histogram as unknown as Metric;
}

function sample(suffix: string, labels: Readonly<Record<string, string | number>>, value: number): object {
  return { metricName: `${NAME}${suffix}`, labels, value };
}
