import type { Caller, Explanation } from '../api/operation-shapes.js';
import { FactsTable } from '../parts/facts-table.js';
import { Moment } from '../parts/moment.js';
import { Section } from '../parts/section.js';
import { Told } from '../parts/told.js';
import { shortSpan } from '../text/spans.js';
import { useText } from '../text/text-context.js';

/** When it was heard of, by whom, and when it goes. */
export function LeaseFacts({ explanation }: { readonly explanation: Explanation }): React.JSX.Element {
  const { say, nameOf } = useText();
  const { registeredAt, lastRenewalAt, expiresAt, renewalIntervalMs, durationMs, heardFrom } = explanation.lease;
  return (
    <Section title={say('instance.lease')}>
      <FactsTable
        facts={[
          [say('instance.registered'), <Moment key="registered" at={registeredAt} />],
          [say('instance.renewed'), <Moment key="renewed" at={lastRenewalAt} />],
          [say('instance.expires'), <Moment key="expires" at={expiresAt} />],
          [say('instance.interval'), `${shortSpan(renewalIntervalMs)}, ${shortSpan(durationMs)}`],
          [
            say('instance.heard'),
            `${callerText(heardFrom.by) ?? say('journal.itself')}${heardFrom.origin === undefined ? '' : ` (${nameOf('origin', heardFrom.origin)})`}`,
          ],
        ]}
      />
      <p>
        <Told said={explanation.leavesSaid} english={explanation.leaves} />
      </p>
    </Section>
  );
}

/** Such as `ann, 10.0.0.7, by way of node 3f2a`. */
export function callerText(caller: Caller | undefined): string | undefined {
  if (caller === undefined) return undefined;
  return [caller.name, caller.address, caller.peer].filter((part) => part !== undefined).join(', ');
}
