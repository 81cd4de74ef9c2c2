import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';

export type RegistrationVerdict =
  | { readonly kind: 'accepted'; readonly instance: InstanceInfo }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Judges a registration as Java does: the first fault wins, its text is the answer's body (server.md 1.4 D).
 * An Amazon instance without an `instance-id` is given its own id there.
 * @param requireDataCenterId Java's `experimental.registration.validation.dataCenterInfoId`
 */
export function judgeRegistration(
  pathApp: string,
  instance: InstanceInfo,
  requireDataCenterId: boolean,
): RegistrationVerdict {
  const message = fault(pathApp.toUpperCase(), instance);
  if (message !== undefined) return { kind: 'refused', message };
  const dataCenter = instance.dataCenterInfo;
  if (dataCenter?.name !== 'Amazon') return { kind: 'accepted', instance };
  const amazonId = dataCenter.metadata.get('instance-id');
  if (amazonId !== undefined && amazonId.trim() !== '') return { kind: 'accepted', instance };
  if (requireDataCenterId) {
    const type = 'class com.netflix.appinfo.AmazonInfo';
    return { kind: 'refused', message: `DataCenterInfo of type ${type} must contain a valid id` };
  }
  if (amazonId !== undefined) return { kind: 'accepted', instance };
  const metadata = new Map(dataCenter.metadata).set('instance-id', instanceIdOf(instance));
  return { kind: 'accepted', instance: { ...instance, dataCenterInfo: { name: 'Amazon', metadata } } };
}

function fault(pathApp: string, instance: InstanceInfo): string | undefined {
  if (instanceIdOf(instance) === '') return 'Missing instanceId';
  if (!instance.hostName) return 'Missing hostname';
  if (!instance.ipAddr) return 'Missing ip address';
  if (!instance.app) return 'Missing appName';
  if (pathApp !== instance.app) return `Mismatched appName, expecting ${pathApp} but was ${instance.app}`;
  if (instance.dataCenterInfo === undefined) return 'Missing dataCenterInfo';
  if (instance.dataCenterInfo.name === null) return 'Missing dataCenterInfo Name';
  return undefined;
}
