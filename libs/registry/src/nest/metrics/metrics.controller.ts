import { Controller, Get, Headers, Res, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import { AsRoute } from '../as-route.decorator.js';
import { RegistryGuard } from '../registry.guard.js';
import { RegistryMetrics } from './registry-metrics.js';

/** What both of Nest's HTTP platforms offer for setting a header. */
interface HeaderSetter {
  header(name: string, value: string): unknown;
}

/** `/actuator/prometheus`, where Spring Boot has it. */
@Controller({ path: 'actuator/prometheus', version: VERSION_NEUTRAL })
@UseGuards(RegistryGuard)
export class MetricsController {
  constructor(private readonly metrics: RegistryMetrics) {}

  @Get()
  @AsRoute('GET /actuator/prometheus')
  async scrape(
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) response: HeaderSetter,
  ): Promise<string> {
    const { text, contentType } = await this.metrics.scrape(accept);
    response.header('Content-Type', contentType);
    return text;
  }
}
