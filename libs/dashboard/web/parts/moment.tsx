import { useEffect, useState } from 'react';
import { isSameDay, localClock, localTime, relativeTime } from '../text/spans.js';
import { useText } from '../text/text-context.js';

/** A point in time: how long ago, and on the clock of whoever looks; the day only where it is another one. */
export function Moment({ at, isLong = true }: { readonly at: number; readonly isLong?: boolean }): React.JSX.Element {
  const { language } = useText();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const local = localTime(at, language);
  return (
    <time className="moment" dateTime={new Date(at).toISOString()} title={local}>
      {relativeTime(at - now, language)}
      {isLong && (
        <>
          {' '}
          <span className="moment-local">{isSameDay(at, now) ? localClock(at, language) : local}</span>
        </>
      )}
    </time>
  );
}
