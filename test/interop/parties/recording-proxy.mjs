import { createServer, request as forward } from 'node:http';
import { freePort } from '../harness/ports.mjs';

/**
 * Stands between a client and a registry, changes nothing, and remembers what was said:
 * `{ method, path, status, requestHeaders, requestBody }` in order of the answers.
 */
export async function startRecordingProxy(targetUrl) {
  const target = new URL(targetUrl);
  const calls = [];
  const server = createServer((incoming, outgoing) => {
    const parts = [];
    incoming.on('data', (part) => parts.push(part));
    incoming.on('end', () => {
      const body = Buffer.concat(parts);
      const { method, url: path, headers } = incoming;
      const onward = forward(
        { hostname: target.hostname, port: target.port, method, path, headers, agent: false },
        (answer) => {
          calls.push({
            method,
            path,
            status: answer.statusCode,
            requestHeaders: headers,
            requestBody: body.toString(),
          });
          outgoing.writeHead(answer.statusCode, answer.headers);
          answer.pipe(outgoing);
        },
      );
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    });
  });
  const port = await freePort();
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    seen: (method, path) => calls.filter((call) => call.method === method && path.test(call.path)),
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
