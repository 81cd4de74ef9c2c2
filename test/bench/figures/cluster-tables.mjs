import { spread } from './spread.mjs';
import { figure, figureWithRange, table } from './table.mjs';

/** Heartbeats, lag and catch-up of two nodes. */
export function clusterTables({ heartbeats, lags, catchUps }) {
  return [...heartbeatsTable(heartbeats), '', ...lagTable(lags), '', ...catchUpTable(catchUps)];
}

function heartbeatsTable(heartbeats) {
  const figures = Object.fromEntries(
    Object.entries(heartbeats).map(([kind, rounds]) => [kind, (key) => rounds.map((round) => round[key])]),
  );
  const kinds = Object.keys(figures);
  const row = (what, of) => [what, ...kinds.map((kind) => figureWithRange(spread(of(figures[kind]))))];
  const both = (get) => get('tellsUs').map((us, round) => us + get('isToldUs')[round]);
  return table(
    ['a heartbeat that is passed on', ...kinds],
    [
      row('CPU µs of the node that tells', (get) => get('tellsUs')),
      row('CPU µs of the node that is told', (get) => get('isToldUs')),
      row('CPU µs of both', both),
      row('bytes asked', (get) => get('askedBytes')),
      row('bytes answered', (get) => get('answeredBytes')),
    ],
  );
}

function lagTable(lags) {
  return table(
    ['registration, node to node, ms', 'p50', 'p99', 'largest'],
    Object.entries(lags).map(([kind, { p50, p99, max }]) => [kind, figure(p50), figure(p99), figure(max)]),
  );
}

function catchUpTable(catchUps) {
  return table(
    ['start beside a full node', 'instances', 'listens s', 'holds all s', 'CPU s', "peer's CPU s", 'resident MB'],
    catchUps.map(({ kind, size, listensMs, holdsAllMs, cpuMs, peerCpuMs, residentMb }) => [
      kind,
      size.toLocaleString('en'),
      ...[listensMs, holdsAllMs, cpuMs, peerCpuMs].map((ms) => figure(ms / 1000)),
      figure(residentMb),
    ]),
  );
}

/** What a stopped peer costs the others, over time. */
export function stoppedPeerTable({ rows, inStepMs }) {
  const cells = rows.map(({ name, seconds, first, third, queued, state, p99 }) => [
    name,
    String(seconds),
    ...[first.cpuPercent, third.cpuPercent, first.residentMb, third.residentMb].map(figure),
    String(queued),
    state,
    figure(p99),
  ]);
  const head = ['peer', 's', 'CPU % of 1st', 'of 3rd', 'MB of 1st', 'of 3rd', 'waiting', 'peer is', 'p99 ms'];
  return [...table(head, cells), '', `in step ${figure(inStepMs / 1000)} s after it went on`];
}
