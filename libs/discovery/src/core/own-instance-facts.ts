/** URLs that are set win over paths; `${eureka.hostname}` in them is the own host name. An empty path means none. */
export interface UrlConfiguration {
  readonly homePageUrl: string | undefined;
  readonly homePageUrlPath: string;
  readonly statusPageUrl: string | undefined;
  readonly statusPageUrlPath: string;
  readonly healthCheckUrl: string | undefined;
  readonly healthCheckUrlPath: string;
  readonly secureHealthCheckUrl: string | undefined;
}

/** What of `eureka.instance.*` describes the instance (client.md 4.1). */
export interface OwnInstanceConfiguration extends UrlConfiguration {
  readonly appname: string;
  readonly appGroupName: string | undefined;
  readonly aSGName?: string | undefined;
  readonly instanceId: string | undefined;
  /** `spring.application.instance_id`: takes the place of the port in a derived id. */
  readonly applicationInstanceId?: string | undefined;
  /** Set and not 0, it wins over the port that the server listens on. */
  readonly nonSecurePort: number | undefined;
  readonly nonSecurePortEnabled: boolean;
  readonly securePort: number | undefined;
  readonly securePortEnabled: boolean;
  readonly virtualHostName: string;
  readonly secureVirtualHostName: string;
  readonly leaseRenewalIntervalInSeconds: number;
  readonly leaseExpirationDurationInSeconds: number;
  readonly metadataMap: ReadonlyMap<string, string>;
  readonly instanceEnabledOnit?: boolean;
}

/** What is known only once the application runs. */
export interface OwnInstanceFacts {
  /** Where the server listens without TLS; undefined without such a server. */
  readonly port: number | undefined;
  /** Where it listens with TLS; undefined without such a server. */
  readonly securePort?: number | undefined;
  readonly hostName: string;
  readonly ipAddress: string;
  /** Stands in a derived id. @default the host name */
  readonly machineName?: string;
  /** Port of the health check, when it has its own; 0: not known yet. */
  readonly managementPort?: number | undefined;
  /** `''` or `/ctx`: the server's. @default '' */
  readonly contextPath?: string;
  /** `''` or `/management`. @default '' */
  readonly managementPath?: string;
  /** Goes into the metadata unless they name one. */
  readonly zone?: string | undefined;
}
