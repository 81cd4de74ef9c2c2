const SIGNS: Readonly<Record<string, string>> = {
  UP: '▲',
  DOWN: '▼',
  STARTING: '◌',
  OUT_OF_SERVICE: '■',
};

/** A status by word, sign and colour. */
export function StatusBadge({
  status,
  count,
}: {
  readonly status: string;
  readonly count?: string;
}): React.JSX.Element {
  return (
    <span className={`badge badge-${SIGNS[status] === undefined ? 'unknown' : status.toLowerCase()}`}>
      <span aria-hidden="true">{SIGNS[status] ?? '?'}</span> {status}
      {count !== undefined && ` (${count})`}
    </span>
  );
}
