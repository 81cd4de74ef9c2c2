import { OPTION_GROUPS, whyUnused } from '../options/option-table.js';
import type { OptionGroup, TableOption } from '../options/option-table.js';
import { markdownTable } from './markdown-table.js';
import { renderDefault } from './render-default.js';

const HEAD = `# Options

Generated from the option table by \`npm run docs:generate\`.

Sources, later ones win: defaults; \`application.yml\`, \`.yaml\` or \`.properties\` in \`./config/\` and \`./\`;
\`application-<profile>.*\`; \`.env\`; environment; \`SPRING_APPLICATION_JSON\`; command line (\`--key=value\`); options in code.
kebab-case, camelCase and underscores name the same key; names of zones and metadata keys keep their spelling.
A default with two values depends on \`eureka.server.defaults\`. Status is that of the registry: used, or why it is not.
In code the keys of \`eureka.server.*\` are flat and in camelCase.
`;

const HEADS = ['key', 'type', 'default', 'unit', 'variable', 'meaning', 'status'];

function row(option: TableOption): readonly string[] {
  const type = option.shape === 'single' ? option.type.name : `${option.shape} (${option.type.name})`;
  const reason = whyUnused(option, 'registry');
  const names = [...option.netflix.map((name) => `\`eureka.${name}\``), ...option.legacy.map((name) => `\`${name}\``)];
  const also = names.length === 0 ? '' : ` Also ${names.join(', ')}.`;
  return [
    `\`${option.key}\``,
    type,
    renderDefault(option),
    option.unit ?? '',
    `\`${option.variable}\``,
    option.sentence + also,
    reason === undefined ? 'used' : `known: ${reason}`,
  ];
}

function section({ title, options }: OptionGroup): string {
  const isUsed = (option: TableOption): boolean => whyUnused(option, 'registry') === undefined;
  const ordered = [...options.filter(isUsed), ...options.filter((option) => !isUsed(option))];
  return `## ${title}\n\n${markdownTable(HEADS, ordered.map(row))}\n`;
}

/** The text of `docs/options.md`: every option of the table, used ones first. */
export function renderOptionsDoc(): string {
  return [HEAD, ...OPTION_GROUPS.map(section)].join('\n');
}
