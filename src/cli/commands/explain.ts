import { decodeInstance, PATHS } from '@nest-eureka/protocol';
import type { LeaseInfo } from '@nest-eureka/protocol';
import type { Command } from 'commander';
import type { Conversation } from '../conversation.js';
import { explanationText } from '../explanation-text.js';
import { failureText } from '../failure-text.js';
import { parseMembers } from '../json-members.js';
import type { Members } from '../json-members.js';
import { readRegistry, refusal } from '../read-registry.js';
import { converse } from '../registry-command.js';
import type { RegistryOptions } from '../registry-command.js';
import { EXIT } from '../surroundings.js';
import type { Exit, Surroundings } from '../surroundings.js';

type Explained =
  | { readonly kind: 'explained'; readonly explanation: Members }
  | { readonly kind: 'refused'; readonly message: string };

export function describeExplain(command: Command): Command {
  return command
    .description('why an instance is shown as it is, when it goes, who changed it')
    .argument('<application>')
    .argument('<instance>', 'its id');
}

/** `explain APPLICATION INSTANCE`: 1 where it is not registered. */
export async function explain(
  application: string,
  instance: string,
  options: RegistryOptions,
  surroundings: Surroundings,
): Promise<Exit> {
  return converse(options, surroundings, async (conversation) => {
    const explained = await ask(conversation, application.toUpperCase(), instance, surroundings.clock.now());
    if (explained.kind === 'refused') {
      surroundings.err(explained.message);
      return EXIT.fault;
    }
    const { explanation } = explained;
    surroundings.out(options.json ? JSON.stringify(explanation, null, 2) : explanationText(explanation));
    return explanation['isRegistered'] === true ? EXIT.done : EXIT.fault;
  });
}

async function ask(conversation: Conversation, app: string, id: string, now: number): Promise<Explained> {
  const reply = await conversation.ask(`x/${PATHS.instance(app, id)}/explain`);
  const { host } = new URL(conversation.endpoint.url);
  if (reply.kind === 'failed') return { kind: 'refused', message: failureText(reply, conversation.endpoint) };
  const document = reply.status === 200 || reply.status === 404 ? parseMembers(reply.text) : undefined;
  if (typeof document?.['isRegistered'] === 'boolean') return { kind: 'explained', explanation: document };
  if (reply.status !== 404) return { kind: 'refused', message: `${host}: ${refusal(reply)}` };
  return plainEureka(conversation, app, id, now);
}

/** What any Eureka server tells of an instance. */
async function plainEureka(conversation: Conversation, app: string, id: string, now: number): Promise<Explained> {
  // a 404 of something that is no registry would look like one of an instance
  const registry = await readRegistry(conversation, PATHS.delta());
  if (registry.kind === 'refused') return registry;
  const reply = await conversation.ask(PATHS.instance(app, id));
  const { host } = new URL(conversation.endpoint.url);
  if (reply.kind === 'failed') return { kind: 'refused', message: failureText(reply, conversation.endpoint) };
  const unexplained = 'this registry does not explain itself';
  if (reply.status === 404) {
    return {
      kind: 'explained',
      explanation: { app, id, isRegistered: false, sentence: `Nothing more is known: ${unexplained}.` },
    };
  }
  const decoded = reply.status === 200 ? decodeInstance(reply.text, 'json') : undefined;
  if (decoded?.ok !== true) return { kind: 'refused', message: `${host}: ${refusal(reply)}` };
  const { status, overriddenStatus, leaseInfo } = decoded.value;
  const override = overriddenStatus === 'UNKNOWN' ? 'no override is known' : `an override says ${overriddenStatus}`;
  const lease = leaseInfo && leaseOf(leaseInfo, now);
  const sentence = `It is shown as ${status}, and ${override}; ${unexplained} further.`;
  return {
    kind: 'explained',
    explanation: { app, id, isRegistered: true, status: { shown: status, sentence }, lease },
  };
}

/** Java adds the duration to the time of a renewal (server.md 2.4), which shows as a time to come. */
function leaseOf({ lastRenewalTimestamp, renewalIntervalInSecs, durationInSecs }: LeaseInfo, now: number): Members {
  const durationMs = durationInSecs * 1000;
  const lastRenewalAt = lastRenewalTimestamp > now ? lastRenewalTimestamp - durationMs : lastRenewalTimestamp;
  return { lastRenewalAt, renewalIntervalMs: renewalIntervalInSecs * 1000, durationMs };
}
