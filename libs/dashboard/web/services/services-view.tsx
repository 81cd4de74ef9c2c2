import { routeText } from '../route.js';
import { useText } from '../text/text-context.js';
import { ApplicationTable } from './application-table.js';
import { Filters } from './filters.js';
import type { FilterQuery } from './filters.js';
import { InstanceTable } from './instance-table.js';

/** Everything that is registered, by service or by instance; the address holds what is looked for. */
export function ServicesView({ query }: { readonly query: FilterQuery }): React.JSX.Element {
  const { say } = useText();
  const by = query['by'] === 'instance' ? 'instance' : '';
  const choice = (value: typeof by, label: string): React.JSX.Element => (
    <a href={routeText(['services'], { ...query, by: value })} aria-current={by === value ? 'true' : undefined}>
      {label}
    </a>
  );
  return (
    <>
      <div className="title-line">
        <h2>{say('services.title')}</h2>
        <nav className="choice" aria-label={say('services.by')}>
          {choice('', say('services.byApplication'))}
          {choice('instance', say('services.byInstance'))}
        </nav>
      </div>
      <Filters query={query} />
      {by === 'instance' ? <InstanceTable query={query} /> : <ApplicationTable query={query} />}
    </>
  );
}
