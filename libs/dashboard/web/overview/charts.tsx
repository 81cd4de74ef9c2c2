import { useMemo } from 'react';
import type { PageState } from '../api/shapes.js';
import type { Sample } from '../live/samples.js';
import { Section } from '../parts/section.js';
import { TimeChart } from '../parts/time-chart.js';
import { useText } from '../text/text-context.js';

/** What happened since the page was opened. */
export function Charts({
  state,
  samples,
}: {
  readonly state: PageState;
  readonly samples: readonly Sample[];
}): React.JSX.Element {
  const { say } = useText();
  const times = useMemo(() => samples.map(({ at }) => at), [samples]);
  const of = (name: Exclude<keyof Sample, 'at'>): number[] => samples.map((sample) => sample[name]);
  return (
    <>
      <Section title={say('chart.renewalsTitle')}>
        <TimeChart
          times={times}
          summary={say('chart.renewalsSummary', {
            renewals: state.system.renewsLastMinute,
            threshold: state.system.renewsThreshold,
          })}
          lines={[
            { label: say('chart.renewals'), className: 'ink-1', values: of('renewals') },
            { label: say('chart.threshold'), className: 'ink-2', values: of('threshold'), isDashed: true },
          ]}
        />
        <p className="soft">{say('chart.note')}</p>
      </Section>
      <Section title={say('chart.changesTitle')}>
        <TimeChart
          times={times}
          summary={say('chart.changesSummary', { ...state.totals })}
          lines={[
            { label: say('chart.registered'), className: 'ink-1', values: of('registered') },
            { label: say('chart.cancelled'), className: 'ink-3', values: of('cancelled') },
            { label: say('chart.evicted'), className: 'ink-2', values: of('evicted'), isDashed: true },
          ]}
        />
        <p className="soft">{say('chart.changesSummary', { ...state.totals }).replace(/^[^:：]*[:：]\s*/, '')}</p>
      </Section>
    </>
  );
}
