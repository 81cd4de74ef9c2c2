import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RegistryFront } from './registry-front.js';

/** What is used of a Fastify instance; the registry does not depend on Fastify. */
interface HookableInstance {
  addHook(
    name: 'onRequest',
    hook: (
      request: { readonly raw: IncomingMessage },
      reply: { readonly raw: ServerResponse },
      done: () => void,
    ) => void,
  ): unknown;
}

/**
 * Lets the front see what reaches Fastify past the application's own server: by the further server that Fastify makes for
 * each other address of `localhost`, by `inject`, or by its handler on a serverless platform. Requests in `passedOn` have been
 * before the front already. The hook runs after those that the host added before, so the server's own listener, which is
 * also cheaper, stays the first way in.
 */
export function hookIntoFastify(
  fastify: HookableInstance,
  front: RegistryFront,
  passedOn: WeakSet<IncomingMessage>,
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (passedOn.has(request.raw)) done();
    else front.handle(request.raw, reply.raw, () => done());
  });
}
