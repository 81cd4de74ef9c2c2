import type { InstanceInfo } from '@nest-eureka/protocol';
import { instanceTest } from '../../core/listing/instance-filter.js';
import type { InstanceFilter } from '../../core/listing/instance-filter.js';
import type { Lease } from '../../core/lease.js';
import { maskEntry, maskText } from '../../security/secrets/masked-secrets.js';

/** One group of Prometheus' HTTP service discovery. */
export interface PrometheusTargets {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** Each instance as Prometheus' own `eureka_sd_configs` would have it: the same target, the same `__meta_eureka_*` labels, but for secrets in them. */
export function prometheusTargets(leases: Iterable<Lease>, filter: InstanceFilter): readonly PrometheusTargets[] {
  const fits = instanceTest(filter);
  const groups: PrometheusTargets[] = [];
  for (const { instance } of leases) if (fits(instance)) groups.push(groupOf(instance));
  return groups;
}

function groupOf(instance: InstanceInfo): PrometheusTargets {
  const host = instance.hostName ?? instance.ipAddr ?? '';
  const { metadata } = instance;
  const path = metadata.get('prometheus.path') ?? metadata.get('prometheus.io/path');
  return {
    targets: [`${host}:${instance.port?.number ?? 80}`],
    labels: { ...(path === undefined ? {} : { __metrics_path__: path }), ...metaLabels(instance) },
  };
}

function metaLabels(instance: InstanceInfo): Record<string, string> {
  const { port, securePort, dataCenterInfo, metadata } = instance;
  const labels: Record<string, string | undefined> = {
    app_name: instance.app,
    app_instance_id: instance.instanceId,
    app_instance_hostname: instance.hostName,
    app_instance_homepage_url: instance.homePageUrl,
    app_instance_statuspage_url: instance.statusPageUrl,
    app_instance_healthcheck_url: instance.healthCheckUrl,
    app_instance_ip_addr: instance.ipAddr,
    app_instance_vip_address: instance.vipAddress,
    app_instance_secure_vip_address: instance.secureVipAddress,
    app_instance_status: instance.status,
    app_instance_port: port && String(port.number),
    app_instance_port_enabled: port && String(port.enabled),
    app_instance_secure_port: securePort && String(securePort.number),
    app_instance_secure_port_enabled: securePort && String(securePort.enabled),
    app_instance_country_id: String(instance.countryId ?? 1),
    app_instance_datacenterinfo_name: dataCenterInfo?.name ?? undefined,
  };
  const own = Object.entries(labels).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[`__meta_eureka_${name}`, maskText(value)]],
  );
  const ofMetadata = Array.from(metadata, ([name, value]): [string, string] => [
    `__meta_eureka_app_instance_metadata_${labelName(name)}`,
    maskEntry(name, value),
  ]);
  return Object.fromEntries([...own, ...ofMetadata]);
}

/** Prometheus' own rule for names. */
function labelName(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/g, '_');
}
