import { useMemo } from 'react';
import type { HistoryPoint } from '../api/history-shapes.js';
import type { PageState } from '../api/shapes.js';
import { gapsIn, heldSpans } from '../live/joined-history.js';
import type { History } from '../live/use-history.js';
import { Section } from '../parts/section.js';
import { TimeChart } from '../parts/time-chart.js';
import type { Line } from '../parts/time-chart.js';
import { useText } from '../text/text-context.js';

/** The last hour: renewals, who came and went, how many there were. */
export function Charts({
  state,
  history,
}: {
  readonly state: PageState;
  readonly history: History;
}): React.JSX.Element {
  const { say } = useText();
  const { points, everyMs } = history;
  const gaps = useMemo(() => gapsIn(points, everyMs), [points, everyMs]);
  const held = useMemo(() => heldSpans(points).map(([from, to]) => [from / 1000, to / 1000] as const), [points]);
  const times = useMemo(
    () =>
      withGaps(
        gaps,
        points.map(({ at }) => at / 1000),
        (at) => at + everyMs / 1000,
      ),
    [gaps, points],
  );
  const line = (label: string, className: string, of: (point: HistoryPoint) => number, isDashed = false): Line => ({
    label,
    className,
    isDashed,
    values: withGaps(gaps, points.map(of), () => null),
  });
  const span = { minutes: Math.max(1, Math.round(((points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)) / 60_000)) };
  const bands = { spans: held, label: say('chart.held') };
  const between = (of: (point: HistoryPoint) => number): { readonly least: number; readonly most: number } => ({
    least: Math.min(...points.map(of)),
    most: Math.max(...points.map(of)),
  });
  const instances = points.at(-1)?.instances ?? 0;
  const up = (point: HistoryPoint): number => point.statuses['UP'] ?? 0;
  const totals = say('chart.changesTotals', { ...state.totals });
  const heldText = held.length === 0 ? '' : ` ${say('chart.heldSummary', { count: held.length })}`;
  return (
    <>
      <Section title={say('chart.renewalsTitle')}>
        <TimeChart
          times={times}
          bands={bands}
          summary={say('chart.renewalsSummary', {
            ...span,
            ...between(({ renewals }) => renewals),
            renewals: state.system.renewsLastMinute,
            threshold: state.system.renewsThreshold,
          })}
          lines={[
            line(say('chart.renewals'), 'ink-1', ({ renewals }) => renewals),
            line(say('chart.threshold'), 'ink-2', ({ threshold }) => threshold, true),
          ]}
        />
      </Section>
      <Section title={say('chart.changesTitle')}>
        <TimeChart
          times={times}
          summary={`${say('chart.changesSummary', { ...span, seconds: everyMs / 1000 })} ${totals}`}
          lines={[
            line(say('chart.registered'), 'ink-1', ({ registered }) => registered),
            line(say('chart.cancelled'), 'ink-3', ({ cancelled }) => cancelled),
            line(say('chart.evicted'), 'ink-2', ({ evicted }) => evicted, true),
          ]}
        />
        <p className="soft">
          {say('chart.changesNote', { seconds: everyMs / 1000 })} {totals}
        </p>
      </Section>
      <Section title={say('chart.instancesTitle')}>
        <TimeChart
          times={times}
          bands={bands}
          summary={`${say('chart.instancesSummary', { ...span, ...between((point) => point.instances), instances })}${heldText}`}
          lines={[
            line(say('chart.instances'), 'ink-1', (point) => point.instances),
            line(say('chart.up'), 'ink-3', up, true),
          ]}
        />
      </Section>
    </>
  );
}

/** With one more value after each gap's beginning. */
function withGaps<T, U>(gaps: readonly number[], values: readonly T[], filling: (value: T) => U): readonly (T | U)[] {
  return values.flatMap((value, index) => (gaps.includes(index) ? [value, filling(value)] : [value]));
}
