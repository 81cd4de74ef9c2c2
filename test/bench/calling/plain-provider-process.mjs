/** A provider without any client: answers each request after so many ms with an item. Arguments: port, ms. */
import { createServer } from 'node:http';

const [port, delayMs] = process.argv.slice(2).map(Number);
const answer = JSON.stringify({ id: '1', from: `orders-${port}`, text: 'x'.repeat(200) });
const headers = { 'Content-Type': 'application/json', 'Content-Length': answer.length };

const server = createServer((request, response) => {
  request.resume();
  const reply = () => response.writeHead(200, headers).end(answer);
  if (delayMs > 0) setTimeout(reply, delayMs);
  else reply();
});
server.keepAliveTimeout = 75_000;
server.listen(port, '127.0.0.1');
