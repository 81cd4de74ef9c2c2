import { useState } from 'react';
import { replaceRoute, routeText } from '../route.js';
import { useText } from '../text/text-context.js';

export type FilterQuery = Readonly<Record<string, string>>;

const STATUSES = ['UP', 'DOWN', 'STARTING', 'OUT_OF_SERVICE', 'UNKNOWN'];
const NAMES = ['search', 'status', 'app', 'zone', 'version', 'metadata'] as const;

/** What of the address is asked of the server. */
export function filterOf(query: FilterQuery): FilterQuery {
  return Object.fromEntries(NAMES.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}

/** Search and filters, which are the address. */
export function Filters({ query }: { readonly query: FilterQuery }): React.JSX.Element {
  const { say } = useText();
  const change = (name: string, value: string): void =>
    replaceRoute(routeText(['services'], { ...query, [name]: value }));
  const field = (name: Exclude<(typeof NAMES)[number], 'search' | 'status'>, hint?: string): React.JSX.Element => (
    <label>
      {say(`services.${name}`)}
      <input value={query[name] ?? ''} placeholder={hint} onChange={({ target }) => change(name, target.value)} />
    </label>
  );
  const isFiltered = Object.keys(filterOf(query)).length > 0;
  // on a phone the list comes first
  const [isOpen] = useState(() => isFiltered || !matchMedia('(max-width: 40rem)').matches);
  return (
    <form role="search" className="filters" onSubmit={(event) => event.preventDefault()}>
      <label className="filter-search">
        {say('services.search')}
        <input
          type="search"
          value={query['search'] ?? ''}
          maxLength={200}
          placeholder={say('services.searchHint')}
          onChange={({ target }) => change('search', target.value)}
        />
      </label>
      <details open={isOpen}>
        <summary>{say('services.filters')}</summary>
        <div className="filter-fields">
          <label>
            {say('services.status')}
            <select value={query['status'] ?? ''} onChange={({ target }) => change('status', target.value)}>
              <option value="">{say('services.any')}</option>
              {STATUSES.map((status) => (
                <option key={status}>{status}</option>
              ))}
            </select>
          </label>
          {field('app')}
          {field('zone')}
          {field('version')}
          {field('metadata', say('services.metadataHint'))}
          {isFiltered && (
            <a className="button" href={routeText(['services'], { by: query['by'] })}>
              {say('services.clear')}
            </a>
          )}
        </div>
      </details>
    </form>
  );
}
