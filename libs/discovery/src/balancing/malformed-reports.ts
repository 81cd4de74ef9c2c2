import type { MalformedMetadata } from './metadata-reader.js';

/** So many reports are remembered; further faults are silent, lest a broken fleet fills memory and log. */
const REMEMBERED = 1000;

/** Passes on each fault once, by instance and key, whatever the service and however often its instances are read. */
export function onceEach(listener: (fault: MalformedMetadata) => void): (fault: MalformedMetadata) => void {
  const told = new Set<string>();
  return (fault) => {
    const id = `${fault.key}\n${fault.app}\n${fault.instanceId}`;
    if (told.size >= REMEMBERED || told.has(id)) return;
    told.add(id);
    listener(fault);
  };
}
