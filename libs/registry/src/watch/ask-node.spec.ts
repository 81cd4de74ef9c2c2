import { describe, expect, it } from '@jest/globals';
import type { EndpointCalls, EndpointOutcome, EndpointRequest, SendOptions } from '@nest-eureka/transport';
import { askNode, readQuestion, writeQuestion } from './ask-node.js';
import type { NodeSeen, SeenQuestion } from './seen-everywhere.js';

const QUESTION: SeenQuestion = { app: 'ORDERS', id: 'i/1&2', status: 'DOWN', lastDirtyTimestamp: 7, waitMs: 20_000 };

/** A node that answers with this status and text. */
function answering(status: number, text: string) {
  const asked: { path: string; options: SendOptions | undefined }[] = [];
  const send = async (
    { path, decode }: EndpointRequest<NodeSeen>,
    options?: SendOptions,
  ): Promise<EndpointOutcome<NodeSeen>> => {
    asked.push({ path, options });
    const decoded = await decode?.(text, 'json', {} as never);
    if (decoded === undefined || decoded === 'aborted' || !decoded.ok) {
      return { kind: 'failed', reason: 'unreadable', message: 'cannot be read' };
    }
    return { kind: 'answered', status, value: decoded.value, location: undefined, headers: undefined };
  };
  return { asked, node: { send } as unknown as Pick<EndpointCalls, 'send'> };
}

describe('askNode', () => {
  it('asks with what the other node needs, and waits longer than that one does', async () => {
    const { asked, node } = answering(200, '{"watchers":3,"missing":1,"polled":false}');
    expect(await askNode(node)(QUESTION)).toEqual({ watchers: 3, missing: 1, polled: false });
    const [path = '', query = ''] = asked[0]?.path.split('?') ?? [];
    expect([path, readQuestion(query)]).toEqual(['x/replication/seen', QUESTION]);
    expect(asked[0]?.options).toEqual({ timeoutMs: 21_000, silenceMs: 21_000 });
  });

  it.each([
    [404, '{"watchers":3,"missing":1,"polled":false}'],
    [200, '<html>'],
    [200, '{"watchers":"3","missing":1,"polled":false}'],
  ])('takes %i %s for no word', async (status, text) => {
    expect(await askNode(answering(status, text).node)(QUESTION)).toBeUndefined();
  });
});

describe('readQuestion', () => {
  const written = writeQuestion(QUESTION);
  it.each([
    ['without an application', written.replace('app=', 'no=')],
    ['without an id', written.replace('&id=', '&no=')],
    ['of a status that is none', written.replace('DOWN', 'down')],
    ['without a stamp', written.replace('dirty=', 'no=')],
    ['that waits less than nothing', written.replace('wait=', 'wait=-')],
  ])('refuses a question %s', (_what, query) => {
    expect(readQuestion(query)).toBeUndefined();
  });
});
