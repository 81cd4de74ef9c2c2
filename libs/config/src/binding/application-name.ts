import { resolve } from 'node:path';
import type { SourcesInput } from '../sources/read-sources.js';

/** The name in the working directory's package.json, without its scope. */
function packageName({ workingDirectory, readFile }: SourcesInput): string | undefined {
  const file = readFile(resolve(workingDirectory, 'package.json'));
  try {
    const parsed: unknown = file.kind === 'text' ? JSON.parse(file.text) : undefined;
    const name = typeof parsed === 'object' && parsed !== null && 'name' in parsed ? parsed.name : undefined;
    return typeof name === 'string' ? name.replace(/^@[^/]*\//, '') || undefined : undefined;
  } catch {
    return undefined;
  }
}

/** What an application is called that does not say so in Spring's way (client.md 7.3); nothing here can fail. */
export function fallbackApplicationName(input: SourcesInput): string | undefined {
  return input.environment['APP_NAME']?.trim() || packageName(input);
}
