import type { DocumentParts } from '../document-parts.js';
import type { ProtocolVersion } from '../wire-format.js';
import { compactInstanceXml } from './compact-instance-xml.js';
import { element, optionalElement, plainElement } from './element.js';
import { instanceXml } from './instance-xml.js';

/** Line breaks by depth: 0 for a child of nothing, which begins the document. */
const DEPTH_1 = '\n  ';
const DEPTH_2 = '\n    ';

function fullParts(version: ProtocolVersion): DocumentParts {
  return {
    instance: (instance, within) =>
      instanceXml(within === 'application' ? DEPTH_1 : DEPTH_2, 'instance', instance, version),
    instanceSeparator: () => '',
    applicationOpen: (name, within) =>
      within === 'root'
        ? `<application>${element(DEPTH_1, 'name', name)}`
        : `${DEPTH_1}<application>${element(DEPTH_2, 'name', name)}`,
    applicationClose: (within) => (within === 'root' ? '\n</application>' : `${DEPTH_1}</application>`),
    applicationSeparator: '',
    applicationsOpen: (versionsDelta, appsHashCode) =>
      '<applications>' +
      plainElement(DEPTH_1, 'versions__delta', versionsDelta) +
      element(DEPTH_1, 'apps__hashcode', appsHashCode),
    applicationsClose: () => '\n</applications>',
  };
}

/** XML as the Java server answers by default: indented by two, no declaration (wire.md 2.2). */
export const fullXmlParts: Readonly<Record<ProtocolVersion, DocumentParts>> = {
  v1: fullParts('v1'),
  v2: fullParts('v2'),
};

/** XML for `X-Eureka-Accept: compact`: one line (wire.md 3). */
export const compactXmlParts: DocumentParts = {
  instance: compactInstanceXml,
  instanceSeparator: () => '',
  applicationOpen: (name) => `<application>${element('', 'name', name)}`,
  applicationClose: () => '</application>',
  applicationSeparator: '',
  applicationsOpen: () => '<applications>',
  applicationsClose: (versionsDelta, appsHashCode) =>
    plainElement('', 'versions__delta', versionsDelta) +
    optionalElement('', 'apps__hashcode', appsHashCode) +
    '</applications>',
};
