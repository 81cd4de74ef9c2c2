import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { AxiosInstance } from 'axios';
import { installBalancing } from '../../http/axios-adapter.js';
import type { ServiceCallers } from '../../http/service-callers.js';

/** Lets every `HttpService` of the application call services by name; they are told by their `axiosRef`, whatever their class. */
@Injectable()
export class HttpServices implements OnModuleInit, OnApplicationShutdown {
  #uninstall: (() => void)[] = [];

  constructor(
    private readonly modules: ModulesContainer,
    private readonly callers: ServiceCallers,
    private readonly isWanted: boolean,
  ) {}

  onModuleInit(): void {
    if (!this.isWanted) return;
    this.#uninstall = [...this.#found()].map((instance) => installBalancing(instance, this.callers));
  }

  onApplicationShutdown(): void {
    for (const uninstall of this.#uninstall.splice(0)) uninstall();
    this.callers.close();
  }

  #found(): Set<AxiosInstance> {
    const found = new Set<AxiosInstance>();
    for (const module of this.modules.values()) {
      for (const { instance } of module.providers.values()) {
        const axios = axiosOf(instance);
        if (axios !== undefined) found.add(axios);
      }
    }
    return found;
  }
}

/** A provider may be anything, also an object that does not like to be asked for its members. */
function axiosOf(instance: unknown): AxiosInstance | undefined {
  if (typeof instance !== 'object' || instance === null) return undefined;
  try {
    const { axiosRef } = instance as { readonly axiosRef?: unknown };
    const isAxios = typeof axiosRef === 'function' && 'defaults' in axiosRef && 'interceptors' in axiosRef;
    return isAxios ? (axiosRef as unknown as AxiosInstance) : undefined;
  } catch {
    return undefined;
  }
}
