/** One administrative write: who did what to which instance, from where and why. */
export interface AuditEntry {
  /** What was done, such as `drain`, `override`, `evict`, `metadata`. */
  readonly action: string;
  /** The user or token; `anybody` without users. */
  readonly by: string;
  /** The caller's address; undefined when it could no longer be told. */
  readonly from: string | undefined;
  readonly app?: string | undefined;
  readonly id?: string | undefined;
  /** What stood there before; anything that JSON can say. Secrets in it are masked, long texts cut. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | undefined;
}

/** Where administrative writes are recorded. Never throws and never waits: what cannot be written is told in the log. */
export interface Audit {
  record(entry: AuditEntry): void;
}

/** Without `eureka.server.audit.path`: nothing is kept beyond the journal. */
export const NO_AUDIT: Audit = { record() {} };
