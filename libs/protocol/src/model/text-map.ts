/** The empty metadata that all instances without metadata share. */
export const EMPTY_TEXT_MAP: ReadonlyMap<string, string> = Object.freeze(new Map<string, string>());
