import type { Measure } from '../api/operation-shapes.js';
import { FactsTable } from '../parts/facts-table.js';
import { Moment } from '../parts/moment.js';
import { useText } from '../text/text-context.js';

/** Something that an operator has decided: who, for whom, why, and until when. */
export function MeasureFacts({ measure }: { readonly measure: Measure }): React.JSX.Element {
  const { say, nameOf } = useText();
  const { kind, by, owner, reason, at, until } = measure;
  return (
    <>
      <p>
        <strong>{nameOf('measure', kind)}</strong>
      </p>
      <FactsTable
        facts={[
          [say('measure.by'), <span key="by">{by}</span>],
          ...(owner === undefined ? [] : [[say('measure.owner'), owner] as const]),
          [say('measure.reason'), reason ?? '–'],
          [say('measure.at'), <Moment key="at" at={at} />],
          [say('measure.until'), until === undefined ? say('measure.open') : <Moment key="until" at={until} />],
        ]}
      />
    </>
  );
}
