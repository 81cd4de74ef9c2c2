#!/usr/bin/env node
const [command] = process.argv.slice(2);
if (command === 'start') {
  // the server reads its options from the arguments by itself
  process.argv.splice(2, 1);
  await import('./main.js');
} else {
  const { runCli } = await import('./cli/run-cli.js');
  const { processSurroundings } = await import('./cli/process-surroundings.js');
  // a command may wait for a registry that is away, with nothing open that would keep the process
  const staying = setInterval(() => {}, 60_000);
  process.exitCode = await runCli(process.argv.slice(2), processSurroundings());
  clearInterval(staying);
}
