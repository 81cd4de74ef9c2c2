import { spawn } from 'node:child_process';

/** What a shell says of a command that was killed. */
const KILLED = 137;

/**
 * Runs a command to its end and returns `{ code, output }`; a command that does not exist has code -1.
 * It is killed after `withinMs`, which gives it code 137.
 */
export function command(name, args, { cwd, env, withinMs = 60_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(name, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const timer = setTimeout(() => {
      output += `\nkilled after ${withinMs} ms`;
      child.kill('SIGKILL');
    }, withinMs);
    const keep = (chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve({ code: -1, output: error.message });
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? KILLED, output: output.trimEnd() });
    });
  });
}

export function lastLines(text, count = 12) {
  return text.split('\n').slice(-count).join('\n');
}
