import type { Said } from '../api/said.js';
import { useText } from '../text/text-context.js';

/** What the registry says, in the language of the page where it knows the sentence, else in the registry's own English. */
export function Told({
  said,
  english,
}: {
  readonly said: Said | readonly Said[] | undefined;
  readonly english: string;
}): React.JSX.Element {
  const { tell } = useText();
  const told = tell(said);
  return told === undefined ? <span lang="en">{english}</span> : <span>{told}</span>;
}
