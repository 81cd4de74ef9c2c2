import { Controller, Get, Inject, Res, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { HealthIndicatorResult } from '@nestjs/terminus';
import { AsRoute } from '../as-route.decorator.js';
import type { ServerCore } from '../registry-core.js';
import { RegistryGuard } from '../registry.guard.js';
import { REGISTRY_CORE } from '../tokens.js';

/** Spring's words for health; `DOWN` comes with status 503. */
interface HealthAnswer {
  readonly status: 'UP' | 'DOWN';
  readonly groups?: readonly string[];
}

/** What both of Nest's HTTP platforms offer for setting a status. */
interface StatusSetter {
  status(code: number): unknown;
}

/** `/actuator/health` and its two groups, judged by Terminus, told as Spring Boot tells it (contract section 3). */
@Controller({ path: 'actuator/health', version: VERSION_NEUTRAL })
@UseGuards(RegistryGuard)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    @Inject(REGISTRY_CORE) private readonly core: ServerCore,
  ) {}

  @Get()
  @AsRoute('GET /actuator/health')
  async all(@Res({ passthrough: true }) response: StatusSetter): Promise<HealthAnswer> {
    const answer = await this.#check([() => this.#readable()], response);
    return { groups: ['liveness', 'readiness'], ...answer };
  }

  /** The process answers: that is all that liveness means. */
  @Get('liveness')
  @AsRoute('GET /actuator/health/liveness')
  liveness(@Res({ passthrough: true }) response: StatusSetter): Promise<HealthAnswer> {
    return this.#check([], response);
  }

  /** The registry may be read. */
  @Get('readiness')
  @AsRoute('GET /actuator/health/readiness')
  readiness(@Res({ passthrough: true }) response: StatusSetter): Promise<HealthAnswer> {
    return this.#check([() => this.#readable()], response);
  }

  #readable(): HealthIndicatorResult {
    const indicator = this.indicators.check('registry');
    return this.core.accessGate.shouldAllowAccess() ? indicator.up() : indicator.down('not in step yet');
  }

  async #check(checks: Parameters<HealthCheckService['check']>[0], response: StatusSetter): Promise<HealthAnswer> {
    try {
      await this.health.check(checks);
      return { status: 'UP' };
    } catch {
      response.status(503);
      return { status: 'DOWN' };
    }
  }
}
