// From README.md, where it stands to the letter.
import { Module } from '@nestjs/common';
import { RegistryModule } from '@nest-eureka/registry';

@Module({ imports: [RegistryModule.forRoot({ dashboard: { path: '/registry' } })] })
export class AppModule {}
