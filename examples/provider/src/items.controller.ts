import { Controller, Get, Param } from '@nestjs/common';
import { ApplicationInfoManager } from '@nest-eureka/discovery';

@Controller('items')
export class ItemsController {
  constructor(private readonly manager: ApplicationInfoManager) {}

  @Get(':id')
  item(@Param('id') id: string): { readonly id: string; readonly from: string | undefined } {
    return { id, from: this.manager.info?.instanceId };
  }
}
