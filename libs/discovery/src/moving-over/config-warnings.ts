import { isAmazon } from './instance-of-config.js';
import type { ResolvedEurekaConfig } from './resolve-eureka-config.js';

/** What of a configuration has no effect, each with the reason. */
export function configWarnings({ eureka, instance, requestMiddleware }: ResolvedEurekaConfig): readonly string[] {
  const warnings: string[] = [];
  if (eureka.useDns && eureka.ssl) {
    warnings.push('eureka.ssl has no effect with eureka.useDns: registries found by DNS are asked over http');
  }
  if (eureka.useDns && requestMiddleware !== undefined) {
    warnings.push('requestMiddleware cannot give Basic credentials to registries found by DNS; bearer tokens work');
  }
  if (eureka.useDns && eureka.serviceUrls !== undefined) {
    warnings.push('eureka.serviceUrls has no effect with eureka.useDns');
  }
  if (!isAmazon(instance) && (eureka.useLocalMetadata || eureka.preferIpAddress)) {
    warnings.push('eureka.useLocalMetadata and eureka.preferIpAddress have an effect only in the Amazon data centre');
  }
  if (eureka.waitForRegistry && !eureka.fetchRegistry) {
    warnings.push('eureka.waitForRegistry has no effect without eureka.fetchRegistry');
  }
  return warnings;
}
