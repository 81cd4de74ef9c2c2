import { createInterface } from 'node:readline';
import { Child } from '../harness/child.mjs';

const ANSWER_WITHIN_MS = 20_000;

/**
 * A client in another language, driven by lines: a command on its standard input, `@ ` and JSON on its standard output.
 * Commands: `see APP` (ids it would call), `metadata APP` (one object per instance), `status X`, `clear`, `leave`.
 */
export class TalkingClient {
  #waiting = [];

  constructor(name, command, args, options) {
    this.child = new Child(name, command, args, { ...options, talks: true });
    createInterface({ input: this.child.process.stdout }).on('line', (line) => {
      if (line.startsWith('@ ')) this.#waiting.shift()?.(JSON.parse(line.slice(2)));
    });
    this.child.process.stdin.on('error', () => {});
  }

  /** Resolves with the client's answer. */
  ask(line) {
    return new Promise((resolve, reject) => {
      const refuse = (why) => reject(new Error(`${this.child.name}: "${line}": ${why}\n${this.child.log(15)}`));
      const timer = setTimeout(() => refuse(`no answer within ${ANSWER_WITHIN_MS} ms`), ANSWER_WITHIN_MS);
      this.#waiting.push((answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      void this.child.ended.then(() => {
        clearTimeout(timer);
        refuse('it has ended');
      });
      this.child.process.stdin.write(`${line}\n`);
    });
  }

  kill() {
    return this.child.kill();
  }
}
