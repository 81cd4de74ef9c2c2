/** What an expression such as `a | b`, `!a` or `(a & b) | c` comes to. */
export type ProfileMatch = 'active' | 'inactive' | 'malformed';

/** Reads an expression from left to right; each method leaves `at` behind what it has read. */
class ExpressionReader {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly isActive: (profile: string) => boolean,
  ) {}

  /** undefined: malformed. */
  whole(): boolean | undefined {
    const result = this.sequence();
    return this.at === this.tokens.length ? result : undefined;
  }

  /** Operands joined by one kind of operator; `a & b | c` needs brackets, as in Spring. */
  private sequence(): boolean | undefined {
    let result = this.operand();
    const operator = this.tokens[this.at];
    while (result !== undefined && (this.tokens[this.at] === '&' || this.tokens[this.at] === '|')) {
      if (this.tokens[this.at] !== operator) {
        return undefined;
      }
      this.at += 1;
      const next = this.operand();
      if (next === undefined) {
        return undefined;
      }
      result = operator === '&' ? result && next : result || next;
    }
    return result;
  }

  private operand(): boolean | undefined {
    const token = this.tokens[this.at];
    this.at += 1;
    if (token === '!') {
      const negated = this.operand();
      return negated === undefined ? undefined : !negated;
    }
    if (token === '(') {
      const inner = this.sequence();
      const isClosed = this.tokens[this.at] === ')';
      this.at += 1;
      return isClosed ? inner : undefined;
    }
    return token === undefined || /^[&|)]$/.test(token) ? undefined : this.isActive(token);
  }
}

/** Compares one profile expression with the active profiles. */
export function matchProfile(expression: string, isActive: (profile: string) => boolean): ProfileMatch {
  const tokens = (expression.match(/[()&|!]|[^()&|!]+/g) ?? []).map((token) => token.trim()).filter(Boolean);
  const result = new ExpressionReader(tokens, isActive).whole();
  if (result === undefined) {
    return 'malformed';
  }
  return result ? 'active' : 'inactive';
}
