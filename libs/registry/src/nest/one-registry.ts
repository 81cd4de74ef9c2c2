import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { EmbeddingError } from './embedding-error.js';

/** Known to every copy of this package, ES module or CommonJS. */
const MARK = Symbol.for('nest-eureka:registry');

/** Refuses a second registry in one application: both would answer on one HTTP server, and only one be heard. */
@Injectable()
export class OneRegistry {
  // Nest has one adapter host for an application, and has it before the HTTP server and its routes
  constructor(host: HttpAdapterHost) {
    if (MARK in host) {
      throw new EmbeddingError(
        'EUREKA_SECOND_REGISTRY',
        'This application has a registry already. Import RegistryModule.forRoot() once, in the root module; it is global, so ' +
          'that every module can inject Registry.',
      );
    }
    Object.defineProperty(host, MARK, { value: true });
  }
}
