import type { RecentLease } from '../api/shapes.js';
import { Moment } from '../parts/moment.js';
import { Section } from '../parts/section.js';
import { useText } from '../text/text-context.js';

const MOST = 8;

export function RecentList({
  title,
  leases,
}: {
  readonly title: string;
  readonly leases: readonly RecentLease[];
}): React.JSX.Element {
  const { say } = useText();
  return (
    <Section title={title}>
      {leases.length === 0 ? (
        <p className="soft">{say('recent.none')}</p>
      ) : (
        <ul className="recent">
          {leases.slice(0, MOST).map(({ at, label }, index) => (
            <li key={`${at} ${label} ${index}`}>
              <span className="text">{label}</span>{' '}
              <span className="soft">
                <Moment at={at} isLong={false} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
