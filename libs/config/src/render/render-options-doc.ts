import { OPTION_GROUPS } from '../options/option-table.js';
import type { OptionGroup, TableOption } from '../options/option-table.js';
import { markdownTable } from './markdown-table.js';
import { renderDefault } from './render-default.js';
import { usersOf } from './users-of.js';

const HEAD = `# Options

Generated from the option table by \`npm run docs:generate\`.

Sources, later ones win: defaults; \`application.yml\`, \`.yaml\` or \`.properties\` in \`./config/\` and \`./\`;
\`application-<profile>.*\`; \`.env\`; environment; \`SPRING_APPLICATION_JSON\`; command line (\`--key=value\`); options in code.
kebab-case, camelCase and underscores name the same key; names of zones and metadata keys keep their spelling.
A default with two values depends on \`eureka.server.defaults\`; a client always has Netflix's. The last column says who uses a
key, the registry or the discovery client, and why somebody does not.
In code names are in camelCase: \`RegistryModule.forRoot\` takes the keys of \`eureka.server.*\` flat, both modules take
\`instance: {…}\` for \`eureka.instance.*\`, \`client: {…}\` for \`eureka.client.*\`, and every key in full as \`'eureka.client.region'\`.
`;

const HEADS = ['key', 'type', 'default', 'unit', 'variable', 'meaning', 'used by'];

function usedBy(option: TableOption): string {
  const users = usersOf(option);
  const reasons = [...new Set(Object.values(option.unused))].join('; ');
  if (users.length === 0) {
    return `nobody: ${reasons}`;
  }
  const names = users.map((audience) => (audience === 'registry' ? 'registry' : 'client')).join(', ');
  return reasons === '' ? names : `${names}; not the ${users[0] === 'registry' ? 'client' : 'registry'}: ${reasons}`;
}

function row(option: TableOption): readonly string[] {
  const type = option.shape === 'single' ? option.type.name : `${option.shape} (${option.type.name})`;
  const names = [...option.netflix.map((name) => `\`eureka.${name}\``), ...option.legacy.map((name) => `\`${name}\``)];
  const also = names.length === 0 ? '' : ` Also ${names.join(', ')}.`;
  return [
    `\`${option.key}\``,
    type,
    renderDefault(option),
    option.unit ?? '',
    `\`${option.variable}\``,
    option.sentence + also,
    usedBy(option),
  ];
}

function section({ title, options }: OptionGroup): string {
  const isUsed = (option: TableOption): boolean => usersOf(option).length > 0;
  const ordered = [...options.filter(isUsed), ...options.filter((option) => !isUsed(option))];
  return `## ${title}\n\n${markdownTable(HEADS, ordered.map(row))}\n`;
}

/** The text of `docs/options.md`: every option of the table, used ones first. */
export function renderOptionsDoc(): string {
  return [HEAD, ...OPTION_GROUPS.map(section)].join('\n');
}
