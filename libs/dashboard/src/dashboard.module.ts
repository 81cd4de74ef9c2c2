import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { webFolder } from '@nest-eureka/dashboard/folder';
import { REGISTRY_PAGE_ASSETS } from '@nest-eureka/registry';
import { readPageAssets } from './read-page-assets.js';

export interface DashboardOptions {
  /** Where the files for browsers are. @default the package's own */
  readonly folder?: string;
}

/**
 * Makes a dashboard of the registry's page: `imports: [RegistryModule.forRoot(…), DashboardModule.forRoot()]`. Where its files
 * were not built the page stays as it is.
 */
@Module({})
export class DashboardModule {
  static forRoot({ folder }: DashboardOptions = {}): DynamicModule {
    return {
      module: DashboardModule,
      global: true,
      providers: [{ provide: REGISTRY_PAGE_ASSETS, useFactory: () => readPageAssets(folder ?? webFolder()) }],
      exports: [REGISTRY_PAGE_ASSETS],
    };
  }
}
