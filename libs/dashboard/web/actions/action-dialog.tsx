import { useContext, useEffect, useRef, useState } from 'react';
import type { ActionName, Order, OrderAnswer } from '../api/operation-shapes.js';
import { RegistryContext } from '../live/registry-context.js';
import { formText } from '../parts/form-text.js';
import { useText } from '../text/text-context.js';

export interface ActionTarget {
  readonly app: string;
  readonly id: string;
}

const MOST_TARGETS = 20;

/** Asks for a reason and whether it is meant; says what became of it once the registry has answered. */
export function ActionDialog({
  action,
  targets,
  onClose,
}: {
  readonly action: ActionName;
  readonly targets: readonly ActionTarget[];
  /** @param result what was done; undefined: nothing */
  readonly onClose: (result?: string) => void;
}): React.JSX.Element {
  const { api, connection, heard } = useContext(RegistryContext);
  const { say, tell } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const result = useRef<string>(undefined);
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const name = say(`action.${action}`);
  const what = action === 'weight' || action === 'metadata' ? say(`action.${action}Do`) : name;
  const title =
    targets.length === 1
      ? say('action.one', { action: name, id: targets[0]?.id ?? '' })
      : say('action.title', { action: name, count: targets.length });

  const submit = async (form: FormData): Promise<void> => {
    setIsBusy(true);
    const answer = await api.send<OrderAnswer>('POST', `x/admin/${action}`, orderOf(action, targets, form));
    heard(answer);
    setIsBusy(false);
    if (answer.kind !== 'ok')
      return setFault('message' in answer ? (tell(answer.said) ?? answer.message) : say('gone.title'));
    connection.refresh();
    const { changed, unchanged, unknown } = answer.value;
    result.current = say('action.done', { action: name, changed, unchanged, unknown });
    // closed by itself it gives the focus back
    dialog.current?.close();
  };
  return (
    <dialog ref={dialog} onClose={() => onClose(result.current)} aria-label={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(new FormData(event.currentTarget));
        }}
      >
        <h2 className="text">{title}</h2>
        <p>{say(`action.${action}Text`)}</p>
        {targets.length > 1 && <TargetList targets={targets} />}
        {fault !== undefined && (
          <p role="alert" className="note note-bad">
            {fault}
          </p>
        )}
        <ActionFields action={action} />
        <label>
          {say('action.reason')}
          <input name="reason" required maxLength={1_000} autoFocus />
        </label>
        {action !== 'restore' && (
          <label>
            {say(action === 'evict' ? 'action.evictMinutes' : 'action.minutes')}
            <input name="minutes" type="number" min="1" max="500000" />
          </label>
        )}
        <p className="dialog-end">
          <button type="button" onClick={() => dialog.current?.close()}>
            {say('action.cancel')}
          </button>
          <button type="submit" className={action === 'evict' ? 'primary danger' : 'primary'} disabled={isBusy}>
            {isBusy ? say('action.working') : what}
          </button>
        </p>
      </form>
    </dialog>
  );
}

/** Whom it is about, so that nobody acts on more than is meant. */
function TargetList({ targets }: { readonly targets: readonly ActionTarget[] }): React.JSX.Element {
  const { say } = useText();
  return (
    <ul className="targets" tabIndex={0}>
      {targets.slice(0, MOST_TARGETS).map(({ app, id }) => (
        <li key={`${app}/${id}`} className="text">
          {app} {id}
        </li>
      ))}
      {targets.length > MOST_TARGETS && (
        <li className="soft">{say('action.andMore', { count: targets.length - MOST_TARGETS })}</li>
      )}
    </ul>
  );
}

function ActionFields({ action }: { readonly action: ActionName }): React.JSX.Element | null {
  const { say } = useText();
  if (action === 'weight') {
    return (
      <label>
        {say('action.weightValue')}
        <input name="weight" type="number" min="0" max="1000000" step="any" required />
      </label>
    );
  }
  if (action !== 'metadata') return null;
  return (
    <>
      <label>
        {say('action.entryName')}
        <input name="entryName" required />
      </label>
      <label>
        {say('action.entryValue')}
        <input name="entryValue" />
      </label>
    </>
  );
}

function orderOf(action: ActionName, targets: readonly ActionTarget[], form: FormData): Order {
  const text = (name: string): string => formText(form, name);
  const minutes = Number(text('minutes'));
  return {
    targets: targets.map(({ app, id }) => ({ app, id })),
    reason: text('reason'),
    ...(minutes > 0 ? { forMs: Math.round(minutes * 60_000) } : {}),
    ...(action === 'weight' ? { weight: Number(text('weight')) } : {}),
    ...(action === 'metadata' ? { metadata: { [text('entryName')]: text('entryValue') } } : {}),
  };
}
