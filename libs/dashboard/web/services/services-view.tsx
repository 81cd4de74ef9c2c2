import { useText } from '../text/text-context.js';
import { ApplicationTable } from './application-table.js';
import { Filters } from './filters.js';
import type { FilterQuery } from './filters.js';
import { InstanceTable } from './instance-table.js';

/** Everything that is registered, by service or by instance; the address holds what is looked for. */
export function ServicesView({ query }: { readonly query: FilterQuery }): React.JSX.Element {
  const { say } = useText();
  return (
    <>
      <h2>{say('services.title')}</h2>
      <Filters query={query} />
      {query['by'] === 'instance' ? <InstanceTable query={query} /> : <ApplicationTable query={query} />}
    </>
  );
}
