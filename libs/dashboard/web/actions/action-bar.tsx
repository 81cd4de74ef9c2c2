import { useRef, useState } from 'react';
import type { ActionName } from '../api/operation-shapes.js';
import { useText } from '../text/text-context.js';
import { ActionDialog } from './action-dialog.js';
import type { ActionTarget } from './action-dialog.js';

/** The actions for one instance, or for as many as are selected, and what became of the last one. */
export function ActionBar({
  actions,
  targets,
  onClear,
}: {
  readonly actions: readonly ActionName[];
  readonly targets: readonly ActionTarget[];
  /** Nothing is selected any more; undefined where there is nothing to select. */
  readonly onClear?: () => void;
}): React.JSX.Element {
  const { say } = useText();
  const [asked, setAsked] = useState<ActionName>();
  const [result, setResult] = useState<string>();
  const said = useRef<HTMLSpanElement>(null);
  const isOffered = targets.length > 0;
  return (
    <div className={onClear !== undefined && isOffered ? 'actions actions-many' : 'actions'}>
      {onClear !== undefined && isOffered && <strong>{say('action.selected', { count: targets.length })}</strong>}
      {isOffered &&
        actions.map((action) => (
          <button
            type="button"
            key={action}
            className={action === 'evict' ? 'danger' : undefined}
            onClick={() => setAsked(action)}
          >
            {say(`action.${action}`)} …
          </button>
        ))}
      {onClear !== undefined && isOffered && (
        <button type="button" onClick={onClear}>
          {say('action.clear')}
        </button>
      )}
      <span role="status" ref={said} tabIndex={-1}>
        {result}
      </span>
      {asked !== undefined && (
        <ActionDialog
          action={asked}
          targets={targets}
          onClose={(done) => {
            setAsked(undefined);
            if (done === undefined) return;
            setResult(done);
            if (onClear === undefined) return;
            // what had the focus goes with the selection
            said.current?.focus();
            onClear();
          }}
        />
      )}
    </div>
  );
}
