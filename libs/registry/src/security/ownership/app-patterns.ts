/** Whether an application's name fits a pattern: `*` stands for any text, case does not count. */
export function fitsPattern(app: string, pattern: string): boolean {
  const [start = '', ...rest] = pattern.toUpperCase().split('*');
  const name = app.toUpperCase();
  if (rest.length === 0) return name === start;
  if (!name.startsWith(start)) return false;
  let from = start.length;
  const end = rest.pop() ?? '';
  for (const part of rest) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return name.length - end.length >= from && name.endsWith(end);
}
