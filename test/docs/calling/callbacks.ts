import { Injectable, Logger } from '@nestjs/common';
import { LoadBalancerLifecycle } from '@nest-eureka/discovery';
import type { Completion, LifecycleRequest } from '@nest-eureka/discovery';

@Injectable()
@LoadBalancerLifecycle()
export class Audit implements LoadBalancerLifecycle {
  private readonly logger = new Logger(Audit.name);

  onComplete({ service }: LifecycleRequest, completion: Completion) {
    if (completion.status === 'DISCARD') this.logger.warn(`no call to ${service}: ${completion.reason}`);
  }
}
