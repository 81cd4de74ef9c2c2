import { documentParts } from './document-parts.js';
import type { ApplicationNesting, DocumentParts, InstanceNesting } from './document-parts.js';
import { compactInstanceJson } from './json/compact-instance-json.js';
import { instanceJson } from './json/instance-json.js';
import type { Application, Applications } from './model/applications.js';
import type { InstanceInfo } from './model/instance-info.js';
import type { Encoding } from './wire-format.js';
import { compactInstanceXml } from './xml/compact-instance-xml.js';
import { instanceXml } from './xml/instance-xml.js';

/** One instance as a document of its own: register request, single read, 409 of a replicated heartbeat (wire.md 2.1). */
export function encodeInstance(instance: InstanceInfo, encoding: Encoding): string {
  const isCompact = encoding.detail === 'compact';
  if (encoding.format === 'json') {
    return `{"instance":${isCompact ? compactInstanceJson(instance) : instanceJson(instance)}}`;
  }
  return isCompact ? compactInstanceXml(instance) : instanceXml('\n', 'instance', instance, encoding.version).slice(1);
}

function applicationText(parts: DocumentParts, application: Application, nesting: ApplicationNesting): string {
  const within: InstanceNesting = nesting === 'root' ? 'application' : 'applications';
  const instances = application.instances.map((instance) => parts.instance(instance, within));
  return (
    parts.applicationOpen(application.name, nesting) +
    instances.join(parts.instanceSeparator(within)) +
    parts.applicationClose(nesting)
  );
}

/** One application as a document of its own. */
export function encodeApplication(application: Application, encoding: Encoding): string {
  return applicationText(documentParts(encoding), application, 'root');
}

/** A whole registry, a delta, or the instances of one VIP, exactly as given: empty applications are not left out. */
export function encodeApplications(registry: Applications, encoding: Encoding): string {
  const parts = documentParts(encoding);
  const applications = registry.applications.map((application) => applicationText(parts, application, 'applications'));
  return (
    parts.applicationsOpen(registry.versionsDelta, registry.appsHashCode) +
    applications.join(parts.applicationSeparator) +
    parts.applicationsClose(registry.versionsDelta, registry.appsHashCode)
  );
}
