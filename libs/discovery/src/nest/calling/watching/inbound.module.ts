import type { IncomingMessage } from 'node:http';
import { Global, Inject, Module } from '@nestjs/common';
import type { MiddlewareConsumer, NestModule } from '@nestjs/common';
import type { InboundContext } from '../../../http/context/inbound-context.js';
import { CALL_SURROUNDINGS } from '../tokens.js';
import type { CallSurroundings } from './call-surroundings.js';

/**
 * Notes the request within which calls are made. A global module, as Nest runs their middleware first; on Fastify it runs before
 * the body is read.
 */
@Global()
@Module({})
export class InboundModule implements NestModule {
  constructor(@Inject(CALL_SURROUNDINGS) private readonly surroundings: Pick<CallSurroundings, 'context'>) {}

  configure(consumer: MiddlewareConsumer): void {
    const { context } = this.surroundings;
    if (context === undefined) return;
    consumer
      .apply((request: IncomingMessage, _response: unknown, next: () => void) => noting(context, request, next))
      .forRoutes('{*path}');
  }
}

function noting(context: InboundContext, request: IncomingMessage, next: () => void): void {
  const { headers } = request;
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) {
    // who waits for the body would else go on outside of the request: its parts come from the connection
    const emit = request.emit.bind(request) as (...event: unknown[]) => boolean;
    request.emit = (...event: unknown[]) => context.run(headers, () => emit(...event));
  }
  context.run(headers, next);
}
