import type { InstanceInfo } from './model/instance-info.js';
import { compactJsonParts, fullJsonParts } from './json/json-document-parts.js';
import { compactXmlParts, fullXmlParts } from './xml/xml-document-parts.js';
import type { Encoding } from './wire-format.js';

/** The document that an instance's text will stand in: decides the indentation of full XML, nothing in the other forms. */
export type InstanceNesting = 'application' | 'applications';

/** Where an application stands: a document of its own, or inside `applications`. */
export type ApplicationNesting = 'root' | 'applications';

/**
 * The pieces a registry document is made of, for caches that keep the text of what did not change. A document is
 *
 *     applicationsOpen · application (applicationSeparator application)* · applicationsClose
 *
 * where an application (alone with nesting `root`, or in a registry with nesting `applications`) is
 *
 *     applicationOpen · instance (instanceSeparator instance)* · applicationClose
 *
 * Both lists may be empty. An application that is a document of its own has instances of nesting `application`.
 * Pieces are only ever concatenated: line breaks of full XML belong to the piece behind them, so its separators are ''.
 * `encodeApplication` and `encodeApplications` are made of these same pieces.
 */
export interface DocumentParts {
  /** One instance, without separator. Depends on nothing but its arguments, so it may be kept as long as the instance. */
  instance(instance: InstanceInfo, within: InstanceNesting): string;
  instanceSeparator(within: InstanceNesting): string;
  applicationOpen(name: string, within: ApplicationNesting): string;
  applicationClose(within: ApplicationNesting): string;
  readonly applicationSeparator: string;
  /** In the full form version and hash stand in front of the applications, in the compact form behind them. */
  applicationsOpen(versionsDelta: number, appsHashCode: string | undefined): string;
  /** To be called with the same version and hash as `applicationsOpen`. */
  applicationsClose(versionsDelta: number, appsHashCode: string | undefined): string;
}

/** The parts of one encoding. They have no state and are shared: the same encoding gives the same object. */
export function documentParts(encoding: Encoding): DocumentParts {
  if (encoding.format === 'json') return encoding.detail === 'compact' ? compactJsonParts : fullJsonParts;
  return encoding.detail === 'compact' ? compactXmlParts : fullXmlParts[encoding.version];
}
