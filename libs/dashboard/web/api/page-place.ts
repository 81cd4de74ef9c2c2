/** Where the page and its API are, as the page itself says; with slashes at their ends, complete URLs. */
export interface PagePlace {
  readonly api: string;
  readonly home: string;
}

/** Undefined where the page has no such script tag. */
export function pagePlace(document: Document): PagePlace | undefined {
  const { api, home } = document.getElementById('dashboard-script')?.dataset ?? {};
  if (api === undefined || home === undefined) return undefined;
  return { api: new URL(api, document.baseURI).href, home: new URL(home, document.baseURI).href };
}
