import { afterEach, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Registry } from '@nest-eureka/registry';
import { AppModule, AsyncAppModule } from './app.module.js';
import { journey } from './journey.js';

describe('an application with a registry in it', () => {
  let app: INestApplication;

  afterEach(() => app.close());

  it.each([AppModule, AsyncAppModule])('goes the whole journey as %p', async (module) => {
    app = (await Test.createTestingModule({ imports: [module] }).compile()).createNestApplication();
    await app.listen(0, '127.0.0.1');
    await journey(app, await app.getUrl());
    expect(app.get(Registry).applications()).toEqual([]);
  });
});
