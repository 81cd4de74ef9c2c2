/** Which applications of which regions are shown (server.md 5.5). */
export type AppWhitelist = (region: string, app: string) => boolean;

/** @param lists applications by region, or by `global` for the regions without a list of their own; none at all shows everything */
export function appWhitelist(lists: ReadonlyMap<string, readonly string[]>): AppWhitelist {
  const upper = (apps: readonly string[]): ReadonlySet<string> => new Set(apps.map((app) => app.toUpperCase()));
  const byRegion = new Map(Array.from(lists, ([region, apps]) => [region.toLowerCase(), upper(apps)]));
  return (region, app) => (byRegion.get(region) ?? byRegion.get('global'))?.has(app) ?? true;
}
