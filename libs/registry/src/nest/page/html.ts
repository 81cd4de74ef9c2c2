const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that is safe to put into a page as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | readonly Html[] | string | number;

/** A template whose inserted values are escaped unless they are markup themselves; fit for text and quoted attributes. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = texts[0] ?? '';
  parts.forEach((part, index) => (text += render(part) + (texts[index + 1] ?? '')));
  return new Html(text);
}

export const NOTHING = new Html('');

function render(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map((piece) => piece.text).join('');
  return `${part}`.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
