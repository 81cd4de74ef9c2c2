import { xmlToObject } from './xml-tree.mjs';

/** Every instance in an XML answer of `/apps`, as its own path names it. */
export function registeredInstances(xml) {
  const { application = [] } = xmlToObject(xml).applications;
  return application.flatMap(({ name, instance = [] }) =>
    instance.map((each) => ({ app: name, id: each.instanceId || amazonId(each) || each.hostName })),
  );
}

function amazonId({ dataCenterInfo }) {
  return dataCenterInfo?.metadata?.['instance-id'];
}
