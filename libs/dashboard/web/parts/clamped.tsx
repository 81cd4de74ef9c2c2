/** A text of any length in three lines at most; all of it on hovering. */
export function Clamped({ text }: { readonly text: string | undefined }): React.JSX.Element | null {
  return text ? (
    <span className="clamp" title={text}>
      {text}
    </span>
  ) : null;
}
