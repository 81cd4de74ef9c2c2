/** A provider without any client: answers each request after so many ms with an item. Its argument: those ms. */
import { createServer } from 'node:http';

const delayMs = Number(process.argv[2]);
let answer;

const server = createServer((request, response) => {
  request.resume();
  const reply = () =>
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': answer.length }).end(answer);
  if (delayMs > 0) setTimeout(reply, delayMs);
  else reply();
});
server.keepAliveTimeout = 75_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  answer = JSON.stringify({ id: '1', from: `orders-${port}`, text: 'x'.repeat(200) });
  console.log(`port ${port}`);
});
