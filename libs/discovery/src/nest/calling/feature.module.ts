import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import type { ServiceCallers } from '../../http/service-callers.js';
import { settingsFaults } from '../../http/service-settings.js';
import { serviceToken } from '../services/inject-service.decorator.js';
import { serviceProviders } from '../services/services.module.js';
import type { ServiceOptions } from './calling-options.js';
import { ServiceSettingsError } from './service-settings-error.js';
import { SERVICE_CALLERS } from './tokens.js';

const SAID_TWICE = { option: 'name', value: 'given twice', allowed: 'once, or twice with the same settings' };

/** Says how services are called, and gives each as a `Service`. */
@Module({})
export class FeatureModule {
  static forServices(services: readonly (string | ServiceOptions)[]): DynamicModule {
    const names = services.map((service) => (typeof service === 'string' ? service : service.name));
    const declared = services.filter((service) => typeof service !== 'string');
    return {
      module: FeatureModule,
      providers: [...serviceProviders(names), ...declared.map(declaration)],
      exports: names.map(serviceToken),
    };
  }
}

/** Made when Nest makes the providers, which is before anything can be called. */
function declaration({ name, ...settings }: ServiceOptions): Provider {
  return {
    provide: `NEST_EUREKA:SERVICE_SETTINGS:${name}`,
    inject: [SERVICE_CALLERS],
    useFactory: (callers: ServiceCallers) => {
      const faults = settingsFaults(settings);
      if (faults.length > 0) throw new ServiceSettingsError(name, faults);
      if (!callers.declare(name, settings)) throw new ServiceSettingsError(name, [SAID_TWICE]);
      return settings;
    },
  };
}
