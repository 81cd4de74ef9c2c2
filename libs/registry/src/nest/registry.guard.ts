import { ForbiddenException, HttpException, Injectable, UnauthorizedException } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { CHALLENGE, Gatekeeper } from '../security/gatekeeper.js';
import { englishOf } from '../core/sentences/said.js';
import { roleOfRoute } from '../security/route-roles.js';
import { ROUTE_NAME } from './as-route.decorator.js';
import { RequestMeter } from './metrics/request-meter.js';

/** Admits to the registry's controllers by the rule of the front and the one table of roles; denies by default. */
@Injectable()
export class RegistryGuard implements CanActivate {
  constructor(
    private readonly gatekeeper: Gatekeeper,
    private readonly reflector: Reflector,
    private readonly meter: RequestMeter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const name = this.reflector.get<string | undefined>(ROUTE_NAME, context.getHandler()) ?? '';
    const http = context.switchToHttp();
    const request = http.getRequest<Pick<IncomingMessage, 'method' | 'headers' | 'socket'>>();
    const admission = await this.gatekeeper.admit(roleOfRoute(name) ?? 'admin', request);
    if (admission.kind !== 'admitted') this.meter.refusals.note(admission.kind);
    switch (admission.kind) {
      case 'admitted':
        return true;
      case 'forbidden':
        throw new ForbiddenException(englishOf(admission.said));
      case 'misdirected':
        throw new HttpException(englishOf(admission.said), 421);
      case 'unauthenticated':
        http.getResponse<{ header(name: string, value: string): unknown }>().header('WWW-Authenticate', CHALLENGE);
        throw new UnauthorizedException(englishOf(admission.said));
    }
  }
}
