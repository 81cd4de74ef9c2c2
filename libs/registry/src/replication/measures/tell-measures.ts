import type { EndpointCalls } from '@nest-eureka/transport';
import { decodeMeasures, encodeMeasures } from './measures-document.js';
import type { TellMeasures } from './measures-sharing.js';

const PATH = 'x/replication/measures';

export function tellMeasures(endpoint: Pick<EndpointCalls, 'send'>): TellMeasures {
  return async (known, signal) => {
    const body = encodeMeasures(known);
    const decode = async (text: string): Promise<ReturnType<typeof decodeMeasures>> => decodeMeasures(text);
    const outcome = await endpoint.send({ method: 'POST', path: PATH, body, decode }, { signal });
    return outcome.kind === 'failed' || outcome.status !== 200 ? undefined : outcome.value;
  };
}
