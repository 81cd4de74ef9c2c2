import { documentParts } from '@nest-eureka/protocol';
import type { Applications } from '@nest-eureka/protocol';

const JSON_PARTS = documentParts({ format: 'json', detail: 'full', version: 'v2' });
/** About 2 ms of work. */
const INSTANCES_PER_TURN = 500;

/** A registry document in full JSON, one line; a large one is written in turns. What is given must not change meanwhile. */
export async function documentText(registry: Applications, yieldToOthers: () => Promise<void>): Promise<Buffer> {
  const { versionsDelta, appsHashCode, applications } = registry;
  const texts: string[] = [];
  let done = 0;
  for (const { name, instances } of applications) {
    const written: string[] = [];
    for (const instance of instances) {
      if (++done % INSTANCES_PER_TURN === 0) await yieldToOthers();
      written.push(JSON_PARTS.instance(instance, 'applications'));
    }
    texts.push(
      JSON_PARTS.applicationOpen(name, 'applications') +
        written.join(JSON_PARTS.instanceSeparator('applications')) +
        JSON_PARTS.applicationClose('applications'),
    );
  }
  return Buffer.from(
    JSON_PARTS.applicationsOpen(versionsDelta, appsHashCode) +
      texts.join(JSON_PARTS.applicationSeparator) +
      JSON_PARTS.applicationsClose(versionsDelta, appsHashCode),
  );
}
