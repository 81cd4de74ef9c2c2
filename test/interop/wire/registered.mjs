/** Every instance in a JSON answer of `/apps`, as its own path names it. */
export function registeredInstances(json) {
  const { application } = JSON.parse(json).applications;
  return application.flatMap(({ name, instance }) =>
    instance.map((each) => ({ app: name, id: each.instanceId || amazonId(each) || each.hostName })),
  );
}

function amazonId({ dataCenterInfo }) {
  return dataCenterInfo.metadata?.['instance-id'];
}
