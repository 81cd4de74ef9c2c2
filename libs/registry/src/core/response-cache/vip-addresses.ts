import type { InstanceInfo } from '@nest-eureka/protocol';

export type AddressKind = 'vip' | 'secure-vip';

/** The addresses an instance is found by: its text split at commas, not trimmed, each once (server.md 1.4 L). */
export function addressesOf(instance: InstanceInfo, kind: AddressKind): readonly string[] {
  const text = kind === 'vip' ? instance.vipAddress : instance.secureVipAddress;
  if (text === undefined) return [];
  return text.includes(',') ? [...new Set(text.split(','))] : [text];
}

export function hasAddress(instance: InstanceInfo, kind: AddressKind, address: string): boolean {
  const text = kind === 'vip' ? instance.vipAddress : instance.secureVipAddress;
  if (text === undefined) return false;
  return text === address ? !address.includes(',') : text.includes(',') && text.split(',').includes(address);
}
