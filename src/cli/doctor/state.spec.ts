import { describe, expect, it } from '@jest/globals';
import type { Conversation, Reply } from '../conversation.js';
import { state } from './state.js';

/** A server with one replica, which it calls unavailable. */
function missingOne(): Conversation {
  const text = `<com.netflix.eureka.util.StatusInfo>
    <applicationStats>
      <registered-replicas>http://peer2:8761/eureka/</registered-replicas>
      <available-replicas></available-replicas>
      <unavailable-replicas>http://peer2:8761/eureka/,</unavailable-replicas>
    </applicationStats>
  </com.netflix.eureka.util.StatusInfo>`;
  const answered = (status: number, body: string): Reply => ({
    kind: 'answered',
    status,
    text: body,
    headers: {},
    location: undefined,
    tookMs: 1,
  });
  return {
    endpoint: { url: 'http://peer1:8761/eureka/', authorization: undefined },
    ask: async () => answered(200, text),
    askAt: async () => answered(404, ''),
  } as unknown as Conversation;
}

describe('a replica that a server calls unavailable', () => {
  it('is a fault where that was measured, and worth a look where a Java server judges by its registry', async () => {
    const [ofOurs] = await state(missingOne(), true);
    expect(ofOurs).toMatchObject({
      level: 'fault',
      topic: 'replicas',
      text: expect.stringMatching(/not reached.*peer2/),
    });
    const [ofJava] = await state(missingOne(), false);
    expect(ofJava).toMatchObject({ level: 'warning', text: expect.stringMatching(/peer2.*a Java server judges by/) });
  });
});
