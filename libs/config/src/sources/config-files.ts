import { relative } from 'node:path';
import type { ConfigurationFault } from '../configuration-error.js';
import type { FileText } from '../configuration-input.js';
import type { ConfigurationNotice } from '../configuration-notice.js';
import { configDocument, matchDocument } from './config-document.js';
import type { ConfigDocument } from './config-document.js';
import { filesOf } from './config-location.js';
import type { LocationGroup } from './config-location.js';
import { propertiesDocuments } from './properties-documents.js';
import { PropertyIndex } from './property-index.js';
import type { Property, PropertySource } from './property.js';
import { yamlDocuments } from './yaml-documents.js';

/** Where the files are and how they are read. */
export interface ConfigFilesSetting {
  readonly workingDirectory: string;
  readonly groups: readonly LocationGroup[];
  /** `spring.config.name`, usually `application` alone. */
  readonly names: readonly string[];
  readonly readFile: (path: string) => FileText;
}

/** Reads configuration files and keeps what was wrong with them. */
export class ConfigFiles {
  readonly faults: ConfigurationFault[] = [];
  readonly notices: ConfigurationNotice[] = [];

  constructor(private readonly setting: ConfigFilesSetting) {}

  /** The documents of the files that belong to no profile. */
  readBase(): readonly ConfigDocument[] {
    return this.setting.groups.flatMap((group) =>
      group.flatMap((location) => {
        const read = filesOf(location, this.setting.names, undefined).map((path) => this.read(path));
        if (!location.isOptional && read.every((documents) => documents === undefined)) {
          this.fault(this.label(location.path), 'spring.config.location', 'the file must exist, or write optional:');
        }
        return read.flatMap((documents) => documents ?? []);
      }),
    );
  }

  /** The documents of `application-<profile>.*`, the last profile's last. */
  readProfiles(profiles: readonly string[]): readonly ConfigDocument[] {
    return this.setting.groups.flatMap((group) =>
      profiles.flatMap((profile) =>
        group.flatMap((location) =>
          filesOf(location, this.setting.names, profile).flatMap((path) => this.read(path) ?? []),
        ),
      ),
    );
  }

  /** The documents that hold under the given profiles, as sources. */
  select(
    documents: readonly ConfigDocument[],
    accepted: readonly string[],
    resolve: (property: Property) => string,
  ): readonly PropertySource[] {
    return documents.filter((document) => {
      const match = matchDocument(document.conditions.map(resolve), accepted);
      const condition = document.conditions[0];
      if (match === 'malformed' && condition !== undefined) {
        this.faults.push({
          code: 'EUREKA_CONFIG_PROFILE',
          key: condition.name,
          value: condition.value,
          origin: condition.origin,
          allowed: 'profile names with !, & and |; & and | beside each other need brackets',
        });
      }
      return match === 'active' && document.platform === undefined;
    });
  }

  /** Documents for a cloud platform are left out, and that is said. */
  notePlatforms(documents: readonly ConfigDocument[]): void {
    for (const { platform } of documents) {
      if (platform !== undefined) {
        const { name, origin } = platform;
        this.notices.push({ kind: 'hint', key: name, origin, text: 'this document is left out: use a profile' });
      }
    }
  }

  /** Profiles are chosen before a document that depends on them is read: there the key says nothing. */
  noteMisplacedProfiles(documents: readonly ConfigDocument[]): void {
    for (const document of documents) {
      const index = new PropertyIndex([document]);
      const property = index.find('spring.profiles.active') ?? index.find('spring.profiles.include');
      if (property !== undefined) {
        this.notices.push({
          kind: 'hint',
          key: property.name,
          origin: property.origin,
          text: 'without effect in a document that belongs to a profile',
        });
      }
    }
  }

  /** undefined: there is no such file. */
  private read(path: string): readonly ConfigDocument[] | undefined {
    const label = this.label(path);
    const file = this.setting.readFile(path);
    if (file.kind === 'absent') {
      return undefined;
    }
    if (file.kind === 'unreadable') {
      this.fault(label, label, `the file must be readable: ${file.reason}`);
      return [];
    }
    const text = file.text.replace(/^\u{FEFF}/u, '');
    const parsed = path.endsWith('.properties') ? propertiesDocuments(text, label) : yamlDocuments(text, label);
    if (parsed.kind === 'broken') {
      const origin = parsed.line === undefined ? label : `${label} (line ${parsed.line})`;
      this.fault(origin, label, `valid YAML: ${parsed.reason}`);
      return [];
    }
    return parsed.documents.map((properties) => configDocument(label, properties));
  }

  private fault(origin: string, key: string, allowed: string): void {
    this.faults.push({ code: 'EUREKA_CONFIG_FILE', key, value: undefined, origin, allowed });
  }

  private label(path: string): string {
    const inside = relative(this.setting.workingDirectory, path);
    return inside.startsWith('..') ? path : inside.replace(/\\/g, '/');
  }
}
