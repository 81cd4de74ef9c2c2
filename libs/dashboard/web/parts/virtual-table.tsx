import { tableFeatures, useTable } from '@tanstack/react-table';
import type { ColumnDef } from '@tanstack/react-table';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';

const features = tableFeatures({});
export type Column<T extends object> = ColumnDef<typeof features, T>;

const ROW_PX = 47;
/** On a phone a row has several lines. */
const NARROW_ROW_PX = 112;

/** A table of any length: only the rows in view are in the page. A row is read out with its place among all of them. */
export function VirtualTable<T extends object>({
  columns,
  rows,
  keyOf,
  name,
  label,
  hasMore,
  onEnd,
}: {
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** For the style sheet. */
  readonly name: string;
  readonly label: string;
  readonly hasMore: boolean;
  /** The end came into view. */
  readonly onEnd: () => void;
}): React.JSX.Element {
  const table = useTable({ features, columns: [...columns], data: rows, getRowId: keyOf });
  const body = useRef<HTMLDivElement>(null);
  const all = table.getRowModel().rows;
  const virtualizer = useWindowVirtualizer({
    count: all.length,
    estimateSize: () => (matchMedia('(max-width: 40rem)').matches ? NARROW_ROW_PX : ROW_PX),
    overscan: 12,
    scrollMargin: body.current?.offsetTop ?? 0,
    getItemKey: (index) => all[index]?.id ?? index,
  });
  const items = virtualizer.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastSeen >= all.length - 20) onEnd();
  }, [hasMore, lastSeen, all.length, onEnd]);
  return (
    <div role="table" aria-label={label} aria-rowcount={hasMore ? -1 : all.length + 1} className={`grid grid-${name}`}>
      <div role="rowgroup" className="grid-head">
        {table.getHeaderGroups().map((group) => (
          <div role="row" key={group.id} className="grid-row">
            {group.headers.map((header) => (
              <div role="columnheader" key={header.id} className={`cell cell-${header.column.id}`}>
                <table.FlexRender header={header} />
              </div>
            ))}
          </div>
        ))}
      </div>
      <div role="rowgroup" ref={body} className="grid-body" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = all[item.index];
          if (row === undefined) return null;
          return (
            <div
              role="row"
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              aria-rowindex={item.index + 2}
              className="grid-row"
              style={{ transform: `translateY(${item.start - virtualizer.options.scrollMargin}px)` }}
            >
              {row.getAllCells().map((cell) => (
                <div role="cell" key={cell.id} className={`cell cell-${cell.column.id}`}>
                  <table.FlexRender cell={cell} />
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
