/**
 * What a reader asks for. `regions` is the sorted, lower-cased text of the query (server.md 1.4 A), undefined when none were
 * named. Names of applications are read in any case; addresses match exactly.
 */
export type View =
  | { readonly kind: 'all'; readonly regions?: string }
  | { readonly kind: 'delta'; readonly regions?: string }
  | { readonly kind: 'application'; readonly name: string }
  | { readonly kind: 'vip'; readonly address: string }
  | { readonly kind: 'secure-vip'; readonly address: string };

/**
 * The view that is meant: application names are upper case, and the two names that Java's cache reserves are collections
 * (server.md 1.4 C).
 */
export function resolveView(view: View): View {
  if (view.kind !== 'application') return view;
  const name = view.name.toUpperCase();
  if (name === 'ALL_APPS') return { kind: 'all' };
  if (name === 'ALL_APPS_DELTA') return { kind: 'delta' };
  return { kind: 'application', name };
}

/** Names what the view is about; all encodings and regions of a view share its subject and are dropped together. */
export function subjectOf(view: View): string {
  switch (view.kind) {
    case 'all':
    case 'delta':
      return view.kind;
    case 'application':
      return `application:${view.name}`;
    default:
      return `${view.kind}:${view.address}`;
  }
}
