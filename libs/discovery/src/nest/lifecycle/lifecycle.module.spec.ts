import { Global, Injectable, Module } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap, OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { applicationOf, noteApplications } from './application-of.js';
import { placeInHookOrder } from './hook-order.js';

const journal: string[] = [];
beforeEach(() => void journal.splice(0));

class Journalist implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  onModuleInit(): void {
    journal.push(`init ${this.constructor.name}`);
  }

  onApplicationBootstrap(): void {
    journal.push(`bootstrap ${this.constructor.name}`);
  }

  onModuleDestroy(): void {
    journal.push(`destroy ${this.constructor.name}`);
  }

  beforeApplicationShutdown(): void {
    journal.push(`before ${this.constructor.name}`);
  }
}

@Module({})
class Deep extends Journalist {}

@Global()
@Module({})
class OtherGlobal extends Journalist {}

@Module({ imports: [Deep] })
class Feature extends Journalist {}

@Injectable()
class LastProvider extends Journalist {}

@Module({ providers: [LastProvider] })
class Last {
  constructor(modules: ModulesContainer) {
    placeInHookOrder(modules, Last, 'last');
    noteApplications();
  }
}

@Global()
@Module({ imports: [Last] })
class First extends Journalist {
  constructor(modules: ModulesContainer) {
    super();
    placeInHookOrder(modules, First, 'first');
  }
}

@Module({ imports: [OtherGlobal, First, Feature] })
class Root extends Journalist {}

describe('the order of hooks', () => {
  it('starts the first module before and the last one after all others, and stops them the other way round', async () => {
    const app = await NestFactory.createApplicationContext(Root, { logger: false });
    const of = (hook: string) => journal.filter((line) => line.startsWith(hook)).map((line) => line.split(' ')[1]);
    expect(of('init').at(0)).toBe('First');
    expect(of('init').at(-1)).toBe('LastProvider');
    expect(of('bootstrap').at(-1)).toBe('LastProvider');
    await app.close();
    expect(of('destroy').at(0)).toBe('LastProvider');
    expect(of('destroy').at(-1)).toBe('First');
    expect(of('before').at(0)).toBe('LastProvider');
    expect(new Set(of('destroy'))).toEqual(
      new Set(['Deep', 'Feature', 'First', 'LastProvider', 'OtherGlobal', 'Root']),
    );
  });
});

describe('the application of some modules', () => {
  it('is the one that was started with them, and can be closed', async () => {
    const app = await NestFactory.createApplicationContext(Root, { logger: false });
    const other = await NestFactory.createApplicationContext(Root, { logger: false });
    const modules = app.get(ModulesContainer);
    expect(modules).not.toBe(other.get(ModulesContainer));
    expect(applicationOf(modules)?.get(ModulesContainer)).toBe(modules);
    await applicationOf(modules)?.close();
    expect(journal).toContain('destroy Root');
    journal.splice(0);
    await other.close();
    expect(journal).toContain('destroy Root');
  });

  it('is not known before it starts', () => {
    expect(applicationOf(new ModulesContainer())).toBeUndefined();
  });
});
