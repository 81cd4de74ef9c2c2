import { ratioSpread, spread } from './spread.mjs';
import { figure, figureWithRange, table } from './table.mjs';

export function callingTables({ picks, overhead, slow }) {
  return [...picksTable(picks), '', ...overheadTable(overhead), '', ...slowTable(slow)];
}

/** A line for each picker, its figures for each number of instances. */
function picksTable(rows) {
  const sizes = [...new Set(rows.map(({ size }) => size))];
  const names = [...new Set(rows.map(({ name }) => name))];
  const largest = sizes.at(-1);
  const of = (name, size) => rows.find((row) => row.name === name && row.size === size);
  const head = sizes.flatMap((size) => [`ns, ${count(size)}`, `with outcome, ${count(size)}`]);
  return table(
    ['pick', ...head, `MB, ${count(largest)}`],
    names.map((name) => [
      name,
      ...sizes.flatMap((size) => {
        const { times } = of(name, size);
        return [figureWithRange(spread(times.pick)), figure(spread(times.call).median)];
      }),
      figure(of(name, largest).megabytes),
    ]),
  );
}

function overheadTable(rows) {
  const cpu = (figures) => figures.map(({ cpuUs }) => cpuUs);
  return table(
    ['call', 'direct µs', 'by name µs', 'by name/direct', 'calls/s direct/by name'],
    rows.map(({ name, direct, byName }) => [
      name,
      figureWithRange(spread(cpu(direct))),
      figureWithRange(spread(cpu(byName))),
      figureWithRange(ratioSpread(cpu(byName), cpu(direct))),
      [direct, byName].map((figures) => figure(spread(figures.map(({ perSecond }) => perSecond)).median)).join(' / '),
    ]),
  );
}

function slowTable(rows) {
  return table(
    ['one slow instance of five', 'calls', 'p50 ms', 'p99 ms', 'max ms', 'to the slow one'],
    rows.map(({ name, calls, p50Ms, p99Ms, maxMs, toSlow }) => [
      name,
      count(calls),
      ...[p50Ms, p99Ms, maxMs].map(figure),
      `${figure(100 * toSlow)} %`,
    ]),
  );
}

export function rollingTable(rows) {
  return table(
    ['five providers', 'restarts', 'answered', 'failed', 'failed at one restart', 'at once', 'p99 ms', 'max ms'],
    rows.map(({ name, restarts, answered, failed, worst, workers, p99Ms, maxMs }) => [
      name,
      count(restarts),
      count(answered),
      count(failed.length),
      count(worst),
      count(workers),
      ...[p99Ms, maxMs].map(figure),
    ]),
  );
}

function count(value) {
  return value.toLocaleString('en');
}
