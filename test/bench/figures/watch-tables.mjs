import { figure, figureWithRange, table } from './table.mjs';
import { spread } from './spread.mjs';

export function watchTable(rows) {
  return table(
    ['subscribers', 'kB each', 'first has it, ms', 'last has it, ms', 'server CPU, ms'],
    rows.map(({ subscribers, kilobytesEach, rounds }) => [
      subscribers.toLocaleString('en'),
      figure(kilobytesEach),
      ...['firstMs', 'lastMs', 'cpuMs'].map((name) => figureWithRange(spread(rounds.map((round) => round[name])))),
    ]),
  );
}

export function propagationTable({ watchers, samples }) {
  return table(
    [`${watchers.toLocaleString('en')} watching clients, ms`, 'p50', 'p99', 'most'],
    Object.entries(samples).map(([name, values]) => [
      name,
      ...[0.5, 0.99, 1].map((share) => figure(quantile(values, share))),
    ]),
  );
}

export function pollingTable(byRegistry) {
  const registries = Object.keys(byRegistry);
  const [first] = Object.values(byRegistry);
  if (first === undefined) return ['polling: not measured, since it takes Java'];
  return table(
    ['a Java client that polls, s', ...registries.flatMap((name) => [`${name}: p50`, 'most'])],
    Object.entries(first).map(([change, { length }]) => [
      `${change}, ${length} times`,
      ...registries.flatMap((name) =>
        [0.5, 1].map((share) => figure(quantile(byRegistry[name][change], share) / 1000)),
      ),
    ]),
  );
}

export function killedTable({ samples, perSecond, answered, failed }) {
  const rows = [
    ['last call that tried it, ms', 'lastTryMs'],
    ['calls that tried it', 'tries'],
    ['the registry lists it for, ms', 'droppedMs'],
  ];
  return [
    ...table(
      [`killed with -9, ${samples.length} times, ${perSecond} calls a second`, 'p50', 'p99', 'most'],
      rows.map(([label, name]) => [
        label,
        ...[0.5, 0.99, 1].map((share) =>
          figure(
            quantile(
              samples.map((sample) => sample[name]),
              share,
            ),
          ),
        ),
      ]),
    ),
    '',
    `${answered.toLocaleString('en')} calls were answered, ${failed.toLocaleString('en')} failed`,
  ];
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}
