import type { PageState } from '../api/shapes.js';
import { StatusBadge } from '../parts/status-badge.js';
import { routeText } from '../route.js';
import { useText } from '../text/text-context.js';

/** Instances by status; each leads to them. */
export function StatusCounts({ state }: { readonly state: PageState }): React.JSX.Element {
  const { say, number } = useText();
  const all = Object.values(state.statuses).reduce((sum, count) => sum + count, 0);
  return (
    <nav className="counts" aria-label={say('counts.title')}>
      <a href={routeText(['services'])} className="count">
        <span className="count-number">{number(all)}</span>
        <span>{say('counts.all')}</span>
      </a>
      {Object.entries(state.statuses).map(([status, count]) => (
        <a key={status} href={routeText(['services'], { by: 'instance', status })} className="count">
          <span className="count-number">{number(count)}</span>
          <StatusBadge status={status} />
        </a>
      ))}
    </nav>
  );
}
