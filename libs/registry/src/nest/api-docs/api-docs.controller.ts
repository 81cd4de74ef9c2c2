import { Controller, Get, Header, Inject, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import type { RegistryConfiguration } from '@nest-eureka/config';
import { AsRoute } from '../as-route.decorator.js';
import { RegistryGuard } from '../registry.guard.js';
import { REGISTRY_CONFIGURATION } from '../tokens.js';
import { VERSION } from '../version.js';
import { apiDocument } from './api-document.js';
import type { ApiDocument } from './api-document.js';
import { API_PAGE_STYLE, apiPage } from './api-page.js';

const POLICY = "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The API as OpenAPI, for tools and for people. */
@Controller({ version: VERSION_NEUTRAL })
@UseGuards(RegistryGuard)
export class ApiDocsController {
  constructor(@Inject(REGISTRY_CONFIGURATION) private readonly configuration: RegistryConfiguration) {}

  @Get('api-docs-json')
  @AsRoute('GET /api-docs-json')
  document(): ApiDocument {
    const { contextPath, server } = this.configuration;
    return apiDocument({ version: VERSION, contextPath, mount: `${contextPath}${server.apiPath}` });
  }

  @Get('api-docs')
  @AsRoute('GET /api-docs')
  @Header('Content-Type', 'text/html;charset=UTF-8')
  @Header('Content-Security-Policy', POLICY)
  @Header('X-Content-Type-Options', 'nosniff')
  @Header('Referrer-Policy', 'no-referrer')
  page(): string {
    return apiPage(this.document());
  }

  @Get('api-docs.css')
  @AsRoute('GET /api-docs.css')
  @Header('Content-Type', 'text/css;charset=UTF-8')
  @Header('X-Content-Type-Options', 'nosniff')
  style(): string {
    return API_PAGE_STYLE;
  }
}
