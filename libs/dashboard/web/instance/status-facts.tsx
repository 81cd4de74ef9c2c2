import type { Explanation } from '../api/operation-shapes.js';
import { FactsTable } from '../parts/facts-table.js';
import { Moment } from '../parts/moment.js';
import { Section } from '../parts/section.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Told } from '../parts/told.js';
import { useText } from '../text/text-context.js';
import { MeasureFacts } from './measure-facts.js';

/** The status shown, the one reported, and who has decided otherwise. */
export function StatusFacts({ explanation }: { readonly explanation: Explanation }): React.JSX.Element {
  const { say } = useText();
  const { shown, reported, sentence, said, override } = explanation.status;
  return (
    <Section title={say('instance.status')}>
      <FactsTable
        facts={[
          [say('instance.shown'), <StatusBadge key="shown" status={shown} />],
          [say('instance.reported'), reported === undefined ? '–' : <StatusBadge key="reported" status={reported} />],
          [say('instance.override'), override === undefined ? say('instance.overrideNone') : override.status],
          ...(override?.measure === undefined && override?.setAt !== undefined
            ? [[say('measure.at'), <Moment key="set" at={override.setAt} />] as const]
            : []),
        ]}
      />
      <p>
        <Told said={said} english={sentence} />
      </p>
      {explanation.measures.map((measure) => (
        <MeasureFacts key={measure.kind} measure={measure} />
      ))}
    </Section>
  );
}
