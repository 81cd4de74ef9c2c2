import { useContext } from 'react';
import type { ReactNode } from 'react';
import { RegistryContext } from '../live/registry-context.js';
import { useResource } from '../live/use-resource.js';
import { FaultNote } from '../parts/fault-note.js';
import { useText } from '../text/text-context.js';
import { FirstSteps } from './first-steps.js';
import type { Pages } from './use-pages.js';

/** A list with how much of the registry it shows, or why it is empty and what to do. */
export function ListNote({
  pages,
  all,
  isFiltered,
  children,
}: {
  readonly pages: Pages<unknown>;
  /** How many there are without a filter. */
  readonly all: number;
  readonly isFiltered: boolean;
  readonly children: ReactNode;
}): React.JSX.Element {
  const { say } = useText();
  const { rows, hasMore, fault } = pages;
  if (fault?.kind === 'absent') return <p className="note">{say('services.absent')}</p>;
  if (rows === undefined) return fault === undefined ? <p>{say('gone.loading')}</p> : <FaultNote fault={fault} />;
  if (rows.length === 0) return isFiltered ? <p className="note">{say('services.nothing')}</p> : <Empty />;
  return (
    <>
      <FaultNote fault={fault} />
      <p className="soft" role="status">
        {say('services.rows', { rows: rows.length, all })}
        {hasMore && ` · ${say('services.more')}`}
      </p>
      {children}
    </>
  );
}

function Empty(): React.JSX.Element | null {
  const { api } = useContext(RegistryContext);
  const { value } = useResource('state', () => api.state());
  return value === undefined ? null : <FirstSteps serviceUrl={value.serviceUrl} />;
}
