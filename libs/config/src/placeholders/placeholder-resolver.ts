/** A text with its placeholders filled in, or the placeholder that stands in the way. */
export type ResolvedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unresolved'; readonly placeholder: string }
  | { readonly kind: 'circular'; readonly placeholder: string };

/** Where the placeholder that starts before `from` ends: braces inside a default (`{noop}x`) are counted. */
function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') {
      depth += 1;
    } else if (text[at] === '}') {
      depth -= 1;
      if (depth === 0) {
        return at;
      }
    }
  }
  return -1;
}

/** The first colon that is not inside a nested placeholder separates name and default. */
function separatorOf(content: string): number {
  for (let at = 0; at < content.length; at += 1) {
    if (content.startsWith('${', at)) {
      const end = closingBrace(content, at + 2);
      at = end < 0 ? at : end;
    } else if (content[at] === ':') {
      return at;
    }
  }
  return -1;
}

/** Fills in `${name}` and `${name:default}`, nested to any depth; `\${` stays as it is, without the backslash. */
export class PlaceholderResolver {
  /**
   * @param find the value of a key over all sources, placeholders unresolved
   * @param findDefault the value of last resort, where neither a source nor the placeholder has one
   */
  constructor(
    private readonly find: (name: string) => string | undefined,
    private readonly findDefault: (name: string) => string | undefined,
  ) {}

  resolve(text: string, trail: readonly string[] = []): ResolvedText {
    let result = '';
    let at = 0;
    for (;;) {
      const start = text.indexOf('${', at);
      const end = start < 0 ? -1 : closingBrace(text, start + 2);
      if (end < 0) {
        return { kind: 'text', text: result + text.slice(at) };
      }
      if (text[start - 1] === '\\') {
        result += text.slice(at, start - 1) + text.slice(start, end + 1);
      } else {
        const filled = this.placeholder(text.slice(start + 2, end), trail);
        if (filled.kind !== 'text') {
          return filled;
        }
        result += text.slice(at, start) + filled.text;
      }
      at = end + 1;
    }
  }

  private placeholder(content: string, trail: readonly string[]): ResolvedText {
    const separator = separatorOf(content);
    const named = this.resolve(separator < 0 ? content : content.slice(0, separator), trail);
    if (named.kind !== 'text') {
      return named;
    }
    const name = named.text.trim();
    if (trail.includes(name)) {
      return { kind: 'circular', placeholder: name };
    }
    const found = this.find(name);
    if (found !== undefined) {
      return this.resolve(found, [...trail, name]);
    }
    if (separator >= 0) {
      return this.resolve(content.slice(separator + 1), trail);
    }
    const last = this.findDefault(name);
    return last === undefined ? { kind: 'unresolved', placeholder: name } : { kind: 'text', text: last };
  }
}
