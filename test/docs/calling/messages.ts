import { Injectable, Module } from '@nestjs/common';
import type { Observable } from 'rxjs';

interface Stock {
  find(wanted: { readonly id: string }): Observable<{ readonly id: string }>;
}

import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { LoadBalancer, ServiceClientGrpc, ServiceClientProxy } from '@nest-eureka/discovery';

@Module({
  providers: [
    {
      provide: ServiceClientProxy, // TCP: its port stands in the metadata `tcp`
      inject: [LoadBalancer],
      useFactory: (balancer: LoadBalancer) =>
        new ServiceClientProxy(balancer, 'mails', ({ host, metadata }) =>
          ClientProxyFactory.create({ transport: Transport.TCP, options: { host, port: Number(metadata.get('tcp')) } }),
        ),
    },
    {
      provide: ServiceClientGrpc, // gRPC: its port stands in the metadata `grpc`
      inject: [LoadBalancer],
      useFactory: (balancer: LoadBalancer) =>
        new ServiceClientGrpc(balancer, 'stock', ({ host, metadata }) =>
          ClientProxyFactory.create({
            transport: Transport.GRPC,
            options: { url: `${host}:${metadata.get('grpc')}`, package: 'stock', protoPath: 'stock.proto' },
          }),
        ),
    },
  ],
})
export class MessagesModule {}

@Injectable()
export class Warehouse {
  private readonly stock: Stock;

  constructor(
    private readonly mails: ServiceClientProxy,
    grpc: ServiceClientGrpc,
  ) {
    // a look-up may be sent twice: it is, when a connection breaks
    this.stock = grpc.getService<Stock>('Stock', { idempotent: true });
  }

  look(id: string) {
    this.mails.emit('looked', id);
    return this.stock.find({ id });
  }
}
