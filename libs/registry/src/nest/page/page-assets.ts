/** A file that a browser loads for the page. */
export interface PageAsset {
  readonly contentType: string;
  readonly bytes: Buffer;
  /** Undefined where that would not make it smaller. */
  readonly gzipped: Buffer | undefined;
  /** A strong entity tag, quotes included. */
  readonly tag: string;
}

/** What makes the page a dashboard. The page is complete without it. */
export interface PageAssets {
  /** By their paths below `assets/`, such as `dashboard-3f2a.js`. A name that stays means bytes that stay. */
  readonly files: ReadonlyMap<string, PageAsset>;
  /** A module, which takes over from the page. */
  readonly script: string;
  readonly styles: readonly string[];
}
