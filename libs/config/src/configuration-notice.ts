/** Something the configuration says that does not stop the start. */
export interface ConfigurationNotice {
  /**
   * - `known-unused`: Spring has the key, it has no effect here; `text` says why
   * - `unknown`: nobody has the key; `text` names the nearest one
   * - `spelling`: understood, but Spring spells it otherwise
   * - `hint`: anything else worth knowing
   */
  readonly kind: 'known-unused' | 'unknown' | 'spelling' | 'hint';
  readonly key: string;
  /** Such as `application.yml (line 3)`. */
  readonly origin: string;
  readonly text: string;
}
