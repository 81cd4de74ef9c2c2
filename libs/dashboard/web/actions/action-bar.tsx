import { useState } from 'react';
import type { ActionName } from '../api/operation-shapes.js';
import { useText } from '../text/text-context.js';
import { ActionDialog } from './action-dialog.js';
import type { ActionTarget } from './action-dialog.js';

/** The actions for one instance or for many, and what became of the last one. */
export function ActionBar({
  actions,
  targets,
  onDone,
}: {
  readonly actions: readonly ActionName[];
  readonly targets: readonly ActionTarget[];
  readonly onDone: () => void;
}): React.JSX.Element {
  const { say } = useText();
  const [asked, setAsked] = useState<ActionName>();
  const [result, setResult] = useState<string>();
  return (
    <div className="actions">
      {targets.length > 1 && <strong>{say('action.selected', { count: targets.length })}</strong>}
      {actions.map((action) => (
        <button type="button" key={action} onClick={() => setAsked(action)}>
          {say(`action.${action}`)} …
        </button>
      ))}
      <span role="status">{result}</span>
      {asked !== undefined && (
        <ActionDialog
          action={asked}
          targets={targets}
          onClose={(said) => {
            setAsked(undefined);
            if (said === undefined) return;
            setResult(said);
            onDone();
          }}
        />
      )}
    </div>
  );
}
