import { Injectable } from '@nestjs/common';
import { Timeout } from '@nestjs/schedule';

/** A scheduled job of the host's own. */
@Injectable()
export class OnceJob {
  runs = 0;

  @Timeout('orders.once', 1)
  run(): void {
    this.runs++;
  }
}
