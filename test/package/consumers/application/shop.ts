import { Injectable } from '@nestjs/common';
import {
  ApplicationInfoManager,
  DiscoveryClient,
  EurekaClient,
  EurekaHealthIndicator,
  InjectService,
  Service,
} from '@nest-eureka/discovery';

/** Asks for everything that the client lets be injected, by class. */
@Injectable()
export class Shop {
  constructor(
    readonly eureka: EurekaClient,
    readonly discovery: DiscoveryClient,
    readonly manager: ApplicationInfoManager,
    readonly health: EurekaHealthIndicator,
    @InjectService('orders') readonly orders: Service,
  ) {}
}
