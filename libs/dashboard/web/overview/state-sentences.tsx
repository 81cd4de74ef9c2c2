import type { ClusterView, PageState } from '../api/shapes.js';
import { Told } from '../parts/told.js';
import { useText } from '../text/text-context.js';
import { registryState } from './registry-state.js';

/** The registry's state in words. */
export function StateSentences({
  state,
  cluster,
}: {
  readonly state: PageState;
  readonly cluster: ClusterView | undefined;
}): React.JSX.Element {
  const text = useText();
  return (
    <ul className="state" aria-live="polite">
      {registryState(state, cluster, text).map(({ isBad, text: said, detail }) => (
        <li key={said} className={isBad ? 'state-bad' : 'state-well'}>
          <span aria-hidden="true">{isBad ? '▲' : '✓'}</span> {said}
          {detail !== undefined && (
            <span className="soft">
              {' '}
              <Told {...detail} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
