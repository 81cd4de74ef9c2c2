import { Injectable } from '@nestjs/common';
import type { RegistryOptions, RegistryOptionsFactory } from '@nest-eureka/registry';

@Injectable()
export class RegistryDefaults implements RegistryOptionsFactory {
  async createRegistryOptions(): Promise<RegistryOptions> {
    return { enableSelfPreservation: false };
  }
}
