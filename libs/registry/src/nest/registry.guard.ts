import { ForbiddenException, Injectable, UnauthorizedException } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { callerAddress } from '../security/caller-address.js';
import { CHALLENGE, Gatekeeper } from '../security/gatekeeper.js';
import type { Needed } from '../security/gatekeeper.js';
import { NEEDED } from './needs.decorator.js';

/** Admits to the registry's controllers by the rule of the front; denies by default. */
@Injectable()
export class RegistryGuard implements CanActivate {
  constructor(
    private readonly gatekeeper: Gatekeeper,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed = this.reflector.get<Needed | undefined>(NEEDED, context.getHandler()) ?? 'admin';
    const http = context.switchToHttp();
    const { headers, socket } = http.getRequest<Pick<IncomingMessage, 'headers' | 'socket'>>();
    const admission = await this.gatekeeper.admit(needed, headers.authorization, callerAddress(socket));
    switch (admission.kind) {
      case 'admitted':
        return true;
      case 'forbidden':
        throw new ForbiddenException(admission.message);
      case 'unauthenticated':
        http.getResponse<{ header(name: string, value: string): unknown }>().header('WWW-Authenticate', CHALLENGE);
        throw new UnauthorizedException(admission.message);
    }
  }
}
