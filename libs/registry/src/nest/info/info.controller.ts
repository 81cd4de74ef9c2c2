import { Controller, Get, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import { AsRoute } from '../as-route.decorator.js';
import { RegistryGuard } from '../registry.guard.js';
import { VERSION } from '../version.js';

/** Spring Boot's shape. */
interface InfoAnswer {
  readonly build: {
    readonly group: string;
    readonly artifact: string;
    readonly name: string;
    readonly version: string;
  };
  readonly process: { readonly node: string; readonly uptimeMs: number };
}

/** `/actuator/info`: which build this is. */
@Controller({ path: 'actuator/info', version: VERSION_NEUTRAL })
@UseGuards(RegistryGuard)
export class InfoController {
  @Get()
  @AsRoute('GET /actuator/info')
  info(): InfoAnswer {
    return {
      build: { group: '@nest-eureka', artifact: 'registry', name: 'nest-eureka', version: VERSION },
      process: { node: process.version, uptimeMs: Math.round(process.uptime() * 1000) },
    };
  }
}
