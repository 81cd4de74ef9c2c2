// whoever ends the process by force is found out
const { exit } = process;
process.exit = (code) => {
  process._rawDebug(`the process was ended by force: ${new Error('here').stack}`);
  exit(code);
};
