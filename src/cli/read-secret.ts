import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Readable } from 'node:stream';

/** A line typed unseen; where nobody types, all that is piped in, without the line end behind it. */
export async function readSecret(
  prompt: string,
  input: Readable & { readonly isTTY?: boolean },
  screen: { write(text: string): unknown },
): Promise<string> {
  if (input.isTTY !== true) return withoutLineEnd(await allOf(input));
  screen.write(prompt);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: unseen, terminal: true });
  try {
    return await new Promise<string>((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
    });
  } finally {
    lines.close();
    screen.write('\n');
  }
}

async function allOf(input: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}
