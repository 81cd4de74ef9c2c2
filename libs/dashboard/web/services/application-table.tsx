import { useMemo } from 'react';
import type { ApplicationRow } from '../api/operation-shapes.js';
import { Clamped } from '../parts/clamped.js';
import { StatusBadge } from '../parts/status-badge.js';
import { VirtualTable } from '../parts/virtual-table.js';
import type { Column } from '../parts/virtual-table.js';
import { routeText } from '../route.js';
import { useText } from '../text/text-context.js';
import { filterOf } from './filters.js';
import type { FilterQuery } from './filters.js';
import { ListNote } from './list-note.js';
import { usePages } from './use-pages.js';

export function ApplicationTable({ query }: { readonly query: FilterQuery }): React.JSX.Element {
  const text = useText();
  const { say, number } = text;
  const pages = usePages<ApplicationRow>('x/apps', filterOf(query));
  const images: Column<ApplicationRow> = {
    id: 'images',
    header: say('column.images'),
    cell: ({ row: { original } }) => <Clamped text={countsText(original.images, number)} />,
  };
  // outside Amazon there is nothing to be told
  const hasImages = pages.rows?.some((row) => Object.keys(row.images).some((image) => image !== 'n/a')) ?? false;
  const columns = useMemo<readonly Column<ApplicationRow>[]>(
    () => [
      {
        id: 'application',
        header: say('column.application'),
        cell: ({ row: { original } }) => (
          <a href={routeText(['services'], { ...query, by: 'instance', app: original.app })} className="text">
            <Clamped text={original.app} />
          </a>
        ),
      },
      { id: 'count', header: say('column.instances'), cell: ({ row: { original } }) => number(original.instances) },
      {
        id: 'health',
        header: say('column.health'),
        cell: ({ row: { original } }) =>
          Object.entries(original.statuses).map(([status, count]) => (
            <StatusBadge key={status} status={status} count={number(count)} />
          )),
      },
      {
        id: 'zones',
        header: say('column.zones'),
        cell: ({ row: { original } }) => <Clamped text={countsText(original.instancesByZone, number)} />,
      },
      ...(hasImages ? [images] : []),
      {
        id: 'versions',
        header: say('column.versions'),
        cell: ({ row: { original } }) => <Clamped text={original.versions.join(', ')} />,
      },
    ],
    [text, query, hasImages],
  );
  return (
    <ListNote pages={pages} all={pages.applications} isFiltered={Object.keys(filterOf(query)).length > 0}>
      <VirtualTable
        name="applications"
        label={say('nav.services')}
        columns={columns}
        rows={pages.rows ?? []}
        keyOf={({ app }) => app}
        hasMore={pages.hasMore}
        onEnd={pages.more}
      />
    </ListNote>
  );
}

/** Such as `east (3), west (2)`. */
function countsText(counts: Readonly<Record<string, number>>, number: (value: number) => string): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} (${number(count)})`)
    .join(', ');
}
