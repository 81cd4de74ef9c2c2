import { HttpModule, HttpService } from '@nestjs/axios';
import { Injectable, Module } from '@nestjs/common';
import { firstValueFrom, map } from 'rxjs';
import type { Item } from './item.js';

import { DiscoveryModule } from '@nest-eureka/discovery';

@Injectable()
export class Items {
  constructor(private readonly http: HttpService) {}

  item(id: string): Promise<Item> {
    return firstValueFrom(this.http.get<Item>(`http://orders/items/${id}`).pipe(map(({ data }) => data)));
  }
}

@Module({ imports: [HttpModule, DiscoveryModule.forRoot()], providers: [Items] })
export class ShopModule {}
