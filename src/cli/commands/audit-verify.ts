import { verifyAuditFile } from '@nest-eureka/registry/audit';
import type { AuditVerdict } from '@nest-eureka/registry/audit';
import type { Command } from 'commander';
import { EXIT } from '../surroundings.js';
import type { Exit, Surroundings } from '../surroundings.js';

interface AuditVerifyOptions {
  readonly json?: boolean;
}

/** `audit verify FILE`: whether every line of an audit follows from the one before (docs/security.md). */
export async function auditVerify(
  file: string,
  { json }: AuditVerifyOptions,
  surroundings: Surroundings,
): Promise<Exit> {
  let verdict: AuditVerdict;
  try {
    verdict = await verifyAuditFile(file);
  } catch (error) {
    surroundings.err(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return EXIT.fault;
  }
  surroundings.out(json ? JSON.stringify(verdict) : sentence(file, verdict));
  return verdict.kind === 'intact' ? EXIT.done : EXIT.fault;
}

export function describeAuditVerify(command: Command): Command {
  return command
    .description('whether an audit file is whole: nothing changed, left out or put in')
    .argument('<file>', 'what eureka.server.audit.path names')
    .option('--json', 'JSON, for scripts');
}

function sentence(file: string, verdict: AuditVerdict): string {
  if (verdict.kind === 'broken') return `${file}: line ${verdict.line} is wrong: ${verdict.reason}`;
  const { entries, hash, tornLines } = verdict;
  const torn = tornLines.length === 0 ? '' : `; cut off when a server ended: line ${tornLines.join(', ')}`;
  return `${file}: ${entries} entries, none changed${torn}\nhash of the last line: ${hash}`;
}
