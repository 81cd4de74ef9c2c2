import { useId } from 'react';
import type { ReactNode } from 'react';

/** A part of the page under a heading of its own. */
export function Section({
  title,
  className = 'card',
  children,
}: {
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}): React.JSX.Element {
  const id = useId();
  return (
    <section aria-labelledby={id} className={className}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
