import { writeSync } from 'node:fs';

// whoever ends the process by force is found out
const exit = process.exit.bind(process);
process.exit = (code) => {
  writeSync(2, `the process was ended by force: ${new Error('here').stack}\n`);
  exit(code);
};
