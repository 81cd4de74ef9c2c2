import type { Explanation, Measure } from '../api/operation-shapes.js';
import { FactsTable } from '../parts/facts-table.js';
import { Section } from '../parts/section.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Told } from '../parts/told.js';
import { localTime } from '../text/spans.js';
import { useText } from '../text/text-context.js';
import type { Text } from '../text/text-context.js';

/** The status shown, the one reported, and who has decided otherwise. */
export function StatusFacts({ explanation }: { readonly explanation: Explanation }): React.JSX.Element {
  const text = useText();
  const { say, nameOf } = text;
  const { shown, reported, sentence, said, override } = explanation.status;
  const other = explanation.measures.filter(({ kind }) => kind !== 'override');
  return (
    <Section title={say('instance.status')}>
      <FactsTable
        facts={[
          [say('instance.shown'), <StatusBadge key="shown" status={shown} />],
          [say('instance.reported'), reported === undefined ? '–' : <StatusBadge key="reported" status={reported} />],
          [
            say('instance.override'),
            override === undefined ? say('instance.overrideNone') : overrideText(override, text),
          ],
          ...other.map(
            (measure) =>
              [nameOf('measure', measure.kind), measureText(measure, nameOf('measure', measure.kind), text)] as const,
          ),
        ]}
      />
      <p>
        <Told said={said} english={sentence} />
      </p>
    </Section>
  );
}

function overrideText({ status, measure }: NonNullable<Explanation['status']['override']>, text: Text): string {
  return measure === undefined ? status : measureText(measure, status, text);
}

function measureText({ by, owner, at, until, reason }: Measure, status: string, { say, language }: Text): string {
  const said = say('instance.overrideBy', {
    status,
    by,
    owner: owner === undefined ? '' : ` / ${owner}`,
    time: localTime(at, language),
    reason: reason ?? '–',
  });
  return until === undefined ? said : `${said} (${say('instance.until', { time: localTime(until, language) })})`;
}
