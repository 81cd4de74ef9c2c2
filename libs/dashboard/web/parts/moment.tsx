import { useEffect, useState } from 'react';
import { localTime, relativeTime } from '../text/spans.js';
import { useText } from '../text/text-context.js';

/** A point in time: how long ago, and on the clock of whoever looks. */
export function Moment({ at, isLong = true }: { readonly at: number; readonly isLong?: boolean }): React.JSX.Element {
  const { language } = useText();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const local = localTime(at, language);
  return (
    <time dateTime={new Date(at).toISOString()} title={local}>
      {isLong && `${local} · `}
      {relativeTime(at - now, language)}
    </time>
  );
}
