import type { PageState } from '../api/shapes.js';
import { Section } from '../parts/section.js';
import { Told } from '../parts/told.js';
import { localTime } from '../text/spans.js';
import { useText } from '../text/text-context.js';

/** Self-preservation with its numbers, and what to do. */
export function PreservationCard({ state }: { readonly state: PageState }): React.JSX.Element {
  const { say, language, nameOf } = useText();
  const { enabled, mode } = state.selfPreservation;
  const { holds, renewsLastMinute, renewsThreshold } = state.system;
  const numbers = say('preservation.numbers', {
    renewals: renewsLastMinute,
    threshold: renewsThreshold,
    expected: state.expectedRenewals,
  });
  const latest = Math.max(...holds.map(({ until }) => until ?? 0));
  const until = latest > 0 ? say('preservation.until', { time: localTime(latest, language) }) : '';
  return (
    <Section title={say('preservation.title')}>
      <p>
        <strong>{enabled ? say('preservation.on', { mode: nameOf('mode', mode) }) : say('preservation.off')}</strong>
      </p>
      <p>{enabled ? say(`preservation.${mode}`) : say('preservation.offText')}</p>
      <p>{numbers}</p>
      {enabled && holds.length === 0 && <p>{say('preservation.calm')}</p>}
      {holds.length > 0 && (
        <>
          <ul>
            {holds.map(({ scope, reason, said }) => (
              <li key={scope}>
                <Told said={said} english={reason} />
              </li>
            ))}
          </ul>
          <p>{say('preservation.todo', { until })}</p>
        </>
      )}
    </Section>
  );
}
