import { maskMetadata } from '@nest-eureka/registry/audit';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { Action, OrderContent } from './order.js';

export interface ContentOptions {
  readonly status?: string;
  readonly weight?: string;
  readonly set?: readonly string[];
}

const STATUSES = ['UP', 'DOWN', 'STARTING', 'OUT_OF_SERVICE'];
const MOST_WEIGHT = 1_000_000;

/** The options of an action beyond those of every order. */
export function describeContent(command: Command, action: Action): void {
  if (action === 'override') command.requiredOption('--status <status>', STATUSES.join(', '));
  if (action === 'weight')
    command.requiredOption('--weight <number>', 'share of calls, 0 and more; 1 is an ordinary one');
  if (action !== 'metadata') return;
  const set = new Option('--set <name=value>', 'an entry; may be given several times');
  command.addOption(
    set
      .makeOptionMandatory()
      .argParser((entry, others: readonly string[] | undefined): readonly string[] => [...(others ?? []), entry]),
  );
}

/** What the options say, or what is wrong with them. */
export function readContent(
  action: Action,
  { status = '', weight = '', set = [] }: ContentOptions,
): OrderContent | string {
  switch (action) {
    case 'override': {
      const name = status.toUpperCase();
      return STATUSES.includes(name) ? { status: name } : `--status: ${status} is none of ${STATUSES.join(', ')}`;
    }
    case 'weight': {
      const number = weight.trim() === '' ? Number.NaN : Number(weight);
      if (number >= 0 && number <= MOST_WEIGHT) return { weight: number };
      return `--weight: ${weight} is not a number from 0 to ${MOST_WEIGHT}`;
    }
    case 'metadata': {
      const wrong = set.find((entry) => entry.indexOf('=') < 1);
      if (wrong !== undefined) return `--set: ${wrong} is not written like name=value`;
      return { metadata: Object.fromEntries(set.map(entryOf)) };
    }
    case 'drain':
    case 'restore':
    case 'evict':
      return {};
  }
}

/** The entries of metadata that an order sets. */
export function entriesOf({ weight, metadata = {} }: OrderContent): readonly (readonly [string, string])[] {
  return weight === undefined ? Object.entries(metadata) : [['weight', String(weight)]];
}

/** Fit to be shown. */
export function entriesText(entries: readonly (readonly [string, string])[]): string {
  const shown = Array.from(maskMetadata(new Map(entries)), ([name, value]) => `${name}=${value}`);
  return entries.length === 0 ? '-' : shown.join(' ');
}

function entryOf(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}
