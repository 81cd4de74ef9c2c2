/** Variables that Kubernetes sets in every container for a service called eureka-server, ribbon and so on. */
export const SERVICE_LINK = /_SERVICE_HOST$|_SERVICE_PORT(_\w+)?$|_PORT$|_PORT_\d+_(TCP|UDP|SCTP)(_\w+)?$/;
