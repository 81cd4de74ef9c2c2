/** An address as a link where it is http or https; anything else could run a script and stays text. */
export function SafeLink({ href }: { readonly href: string }): React.JSX.Element {
  if (!/^https?:\/\//i.test(href) || !URL.canParse(href)) return <span className="text">{href}</span>;
  return (
    <a href={href} rel="noreferrer noopener" target="_blank" className="text">
      {href}
    </a>
  );
}
