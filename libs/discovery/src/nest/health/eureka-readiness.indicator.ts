import { Injectable } from '@nestjs/common';
import { ApplicationDeparture } from '../lifecycle/application-departure.js';

export interface EurekaReadiness {
  readonly status: 'up' | 'down';
  readonly message?: string;
}

/**
 * Says down from the moment the application begins to leave, so that a readiness check of Terminus answers 503 while requests
 * are still taken: `() => readiness.isReady('eureka')`. The registry itself has no part in it.
 */
@Injectable()
export class EurekaReadinessIndicator {
  constructor(private readonly departure: ApplicationDeparture) {}

  isReady<K extends string = 'eureka'>(key: K = 'eureka' as K): Record<K, EurekaReadiness> {
    const readiness: EurekaReadiness = this.departure.isUnderWay
      ? { status: 'down', message: 'the application is leaving the registry' }
      : { status: 'up' };
    return { [key]: readiness } as Record<K, EurekaReadiness>;
  }
}
