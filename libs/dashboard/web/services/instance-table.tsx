import { useMemo, useState } from 'react';
import { ActionBar } from '../actions/action-bar.js';
import { useAllowedActions } from '../actions/use-allowed-actions.js';
import type { InstanceRow } from '../api/operation-shapes.js';
import { Clamped } from '../parts/clamped.js';
import { Moment } from '../parts/moment.js';
import { StatusBadge } from '../parts/status-badge.js';
import { VirtualTable } from '../parts/virtual-table.js';
import type { Column } from '../parts/virtual-table.js';
import { routeText } from '../route.js';
import { useText } from '../text/text-context.js';
import { filterOf } from './filters.js';
import type { FilterQuery } from './filters.js';
import { ListNote } from './list-note.js';
import { usePages } from './use-pages.js';

const NO_ROWS: readonly InstanceRow[] = [];
const keyOf = ({ app, id }: InstanceRow): string => `${app}/${id}`;

export function InstanceTable({ query }: { readonly query: FilterQuery }): React.JSX.Element {
  const text = useText();
  const { say } = text;
  const pages = usePages<InstanceRow>('x/instances', filterOf(query));
  const [selected, setSelected] = useState<ReadonlyMap<string, InstanceRow>>(new Map());
  const actions = useAllowedActions();
  const rows = pages.rows ?? NO_ROWS;
  const columns = useMemo<readonly Column<InstanceRow>[]>(() => {
    const select: Column<InstanceRow> = {
      id: 'select',
      header: () => (
        <input
          type="checkbox"
          aria-label={say('column.selectAll')}
          checked={rows.length > 0 && rows.every((row) => selected.has(keyOf(row)))}
          onChange={({ target }) => setSelected(target.checked ? withAll(selected, rows) : new Map())}
        />
      ),
      cell: ({ row: { original } }) => (
        <input
          type="checkbox"
          aria-label={say('column.selectOne', { id: original.id })}
          checked={selected.has(keyOf(original))}
          onChange={() => setSelected(toggled(selected, original))}
        />
      ),
    };
    return [
      ...(actions.length > 0 ? [select] : []),
      {
        id: 'health',
        header: say('column.health'),
        cell: ({ row: { original } }) => <StatusBadge status={original.status} />,
      },
      {
        id: 'id',
        header: say('column.id'),
        cell: ({ row: { original } }) => (
          <a href={routeText(['instance', original.app, original.id])} className="text">
            <Clamped text={original.id} />
          </a>
        ),
      },
      {
        id: 'application',
        header: say('column.application'),
        cell: ({ row: { original } }) => <Clamped text={original.app} />,
      },
      {
        id: 'address',
        header: say('column.address'),
        cell: ({ row: { original } }) => <Clamped text={addressOf(original)} />,
      },
      { id: 'zone', header: say('column.zone'), cell: ({ row: { original } }) => <Clamped text={original.zone} /> },
      {
        id: 'version',
        header: say('column.version'),
        cell: ({ row: { original } }) => <Clamped text={original.version} />,
      },
      {
        id: 'renewed',
        header: say('column.renewed'),
        cell: ({ row: { original } }) => <Moment at={original.lastRenewalAt} isLong={false} />,
      },
    ];
  }, [text, selected, actions, rows]);
  return (
    <ListNote pages={pages} all={pages.instances} isFiltered={Object.keys(filterOf(query)).length > 0}>
      {actions.length > 0 && (
        <ActionBar actions={actions} targets={[...selected.values()]} onClear={() => setSelected(new Map())} />
      )}
      <VirtualTable
        name="instances"
        label={say('services.byInstance')}
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        hasMore={pages.hasMore}
        onEnd={pages.more}
      />
    </ListNote>
  );
}

function toggled(selected: ReadonlyMap<string, InstanceRow>, row: InstanceRow): ReadonlyMap<string, InstanceRow> {
  const next = new Map(selected);
  if (!next.delete(keyOf(row))) next.set(keyOf(row), row);
  return next;
}

function withAll(
  selected: ReadonlyMap<string, InstanceRow>,
  rows: readonly InstanceRow[],
): ReadonlyMap<string, InstanceRow> {
  return new Map([...selected, ...rows.map((row) => [keyOf(row), row] as const)]);
}

function addressOf({ hostName, ipAddr, port, securePort }: InstanceRow): string {
  const name = hostName ?? ipAddr ?? '';
  const ports = [port, securePort].filter((known) => known !== undefined).join(', ');
  return `${name}${ports === '' ? '' : `:${ports}`}${ipAddr !== undefined && ipAddr !== name ? ` (${ipAddr})` : ''}`;
}
