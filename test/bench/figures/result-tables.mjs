import { ratioSpread, spread } from './spread.mjs';
import { figure, figureWithRange, table } from './table.mjs';

const NONE = '-';

/** Server CPU per operation, ratios within the same round, throughput. */
export function operationsTable(rows) {
  const cells = rows.map(({ scenario, size, parties: { ours, bare, java } }) => [
    scenario,
    size.toLocaleString('en'),
    figureWithRange(spread(ours.cpuUs)),
    figureWithRange(spread(bare.cpuUs)),
    java === undefined ? NONE : figureWithRange(spread(java.cpuUs)),
    figureWithRange(ratioSpread(ours.cpuUs, bare.cpuUs)),
    java === undefined ? NONE : figureWithRange(ratioSpread(ours.cpuUs, java.cpuUs)),
    [ours, bare, java]
      .map((party) => (party === undefined ? NONE : figure(spread(party.perSecond).median)))
      .join(' / '),
  ]);
  const head = [
    'scenario',
    'instances',
    'ours µs',
    'bare µs',
    'Java µs',
    'ours/bare',
    'ours/Java',
    'op/s ours/bare/Java',
  ];
  return table(head, cells);
}

export function startsTable({ ours, bare }) {
  const row = (what, key) => [
    what,
    figureWithRange(spread(ours[key])),
    figureWithRange(spread(bare[key])),
    figureWithRange(ratioSpread(ours[key], bare[key])),
  ];
  return table(
    ['start to first answer', 'ours', 'bare', 'ours/bare'],
    [row('wall clock, ms', 'wallMs'), row('CPU, ms', 'cpuMs')],
  );
}

export function clientsTable(rows) {
  const orNone = (value) => (value === undefined ? NONE : figure(value));
  return table(
    ['client', 'instances', 'resident MB', 'peak MB', 'CPU ms per fetch', 'stall ms, first fetch', 'stall ms, later'],
    rows.map(({ name, size, residentMb, peakMb, cpuMsPerCycle, stallAtStartMs, stallMs }) => [
      name,
      size.toLocaleString('en'),
      ...[residentMb, peakMb, cpuMsPerCycle].map(figure),
      ...[stallAtStartMs, stallMs].map(orNone),
    ]),
  );
}

/** CPU and latencies at a fixed rate, a line for each kind of request. */
export function ratesTable(rows) {
  const head = [
    'at a fixed rate',
    'instances',
    'server',
    'request',
    'per s',
    'bytes',
    'p50 ms',
    'p99 ms',
    'p99.9 ms',
    'CPU % of a core',
    'loop held p99.9, max ms',
    'of it CPU p99.9, max ms',
    'resident MB',
  ];
  const cells = rows.flatMap(({ scenario, size, party, cpuShare, residentMb, loopMs, forMs, streams }) =>
    Object.entries(streams).map(([name, { count, bytesPerAnswer, p50, p99, p999 }], index) => [
      index === 0 ? scenario : '',
      index === 0 ? size.toLocaleString('en') : '',
      index === 0 ? party : '',
      name,
      figure((count * 1000) / forMs),
      figure(bytesPerAnswer),
      ...[p50, p99, p999].map(figure),
      index === 0 ? figure(cpuShare * 100) : '',
      index > 0 ? '' : loopMs === undefined ? NONE : `${figure(loopMs.p999)}, ${figure(loopMs.max)}`,
      index > 0 ? '' : loopMs === undefined ? NONE : `${figure(loopMs.cpuP999)}, ${figure(loopMs.cpuMax)}`,
      index === 0 ? figure(residentMb) : '',
    ]),
  );
  return table(head, cells);
}

export function idleTable(rows) {
  return table(
    ['idle connections', 'server', 'kB each', 'heartbeat µs without', 'heartbeat µs beside them'],
    rows.map(({ party, connections, kilobytesEach, cpuUsBefore, cpuUsBeside }) => [
      connections.toLocaleString('en'),
      party,
      figure(kilobytesEach),
      figureWithRange(spread(cpuUsBefore)),
      figureWithRange(spread(cpuUsBeside)),
    ]),
  );
}

export function soakTable({ minutes, first, last }) {
  return table(
    ['soak, resident MB', 'first fifth', 'last fifth', 'last/first'],
    [
      [
        `${minutes} minutes`,
        ...[first, last].map((part) => figureWithRange(spread(part))),
        figure(spread(last).median / spread(first).median),
      ],
    ],
  );
}

export function memoryTable(rows) {
  return table(
    ['resident memory, MB', 'ours', 'Java'],
    rows.map(({ size, residentMb: { ours, java } }) => [
      `${size.toLocaleString('en')} instances`,
      figure(ours),
      java === undefined ? NONE : figure(java),
    ]),
  );
}
