import { lookup } from 'node:dns/promises';
import { hostname, networkInterfaces } from 'node:os';
import type { Command } from 'commander';
import { examine } from '../doctor/examine.js';
import type { Machine } from '../doctor/examine.js';
import type { Finding } from '../doctor/finding.js';
import { converse } from '../registry-command.js';
import type { RegistryOptions } from '../registry-command.js';
import { EXIT } from '../surroundings.js';
import type { Exit, Surroundings } from '../surroundings.js';

const MARKS: Readonly<Record<Finding['level'], string>> = {
  well: 'ok  ',
  note: 'note',
  warning: 'WARN',
  fault: 'FAIL',
};

interface DoctorOptions extends RegistryOptions {
  readonly strict?: boolean;
}

/** `doctor [URL]`: 0 when all is well or worth a warning, 1 at a fault; with `--strict` at a warning, too. */
export async function doctor(
  options: DoctorOptions,
  surroundings: Surroundings,
  machine = thisMachine(),
): Promise<Exit> {
  return converse(options, surroundings, async (conversation) => {
    const findings: Finding[] = [];
    for await (const finding of examine(conversation, machine)) {
      findings.push(finding);
      if (!options.json) surroundings.out(`${MARKS[finding.level]}  ${finding.topic.padEnd(17)} ${finding.text}`);
    }
    const count = (level: Finding['level']): number => findings.filter((finding) => finding.level === level).length;
    const [faults, warnings] = [count('fault'), count('warning')];
    if (options.json)
      surroundings.out(JSON.stringify({ url: conversation.endpoint.url, faults, warnings, findings }, null, 2));
    else surroundings.out(verdict(faults, warnings));
    return faults > 0 || (options.strict === true && warnings > 0) ? EXIT.fault : EXIT.done;
  });
}

export function describeDoctor(command: Command): Command {
  return command
    .description('connects as a client would, and says in plain words what it meets')
    .argument('[url]', 'service URL, as clients have it')
    .option('--strict', 'a warning makes the exit code 1, too');
}

function verdict(faults: number, warnings: number): string {
  if (faults > 0) return `\n${faults} ${faults === 1 ? 'thing keeps' : 'things keep'} clients from working here.`;
  return warnings > 0
    ? `\nClients work here; ${warnings} ${warnings === 1 ? 'thing' : 'things'} to look at.`
    : '\nAll is well.';
}

function thisMachine(): Machine {
  return {
    interfaces: networkInterfaces(),
    machineName: hostname(),
    now: Date.now,
    lookUp: async (name) => {
      try {
        await lookup(name);
        return true;
      } catch {
        return false;
      }
    },
  };
}
