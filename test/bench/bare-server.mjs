// The least that Node can do with the same requests: reads them whole and answers what ours would, with no registry behind.
// PATCH sets what GET answers; it stands last so that nobody else pays for it.
import { createServer } from 'node:http';

const HEARTBEAT_HEADERS = { 'Content-Length': '0' };
let answerHeaders = HEARTBEAT_HEADERS;
let answer = Buffer.alloc(0);

const server = createServer((request, response) => {
  switch (request.method) {
    case 'PUT':
      request.resume();
      response.writeHead(200, HEARTBEAT_HEADERS);
      return response.end();
    case 'GET':
      request.resume();
      response.writeHead(200, answerHeaders);
      return response.end(answer);
    case 'POST':
      return readBody(request, (body) => {
        JSON.parse(body.toString('utf8'));
        response.writeHead(204);
        response.end();
      });
    case 'PATCH':
      return readBody(request, (body) => {
        const given = JSON.parse(request.headers['x-answer-headers']);
        [answer, answerHeaders] = [body, { ...given, 'Content-Length': body.length }];
        response.writeHead(204);
        response.end();
      });
    default:
      response.writeHead(405);
      return response.end();
  }
});
server.keepAliveTimeout = 75_000;
server.headersTimeout = 76_000;
server.listen(Number(process.argv[2]), '127.0.0.1');

function readBody(request, onBody) {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => onBody(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
}
