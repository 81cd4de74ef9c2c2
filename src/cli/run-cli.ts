import { Command, CommanderError } from 'commander';
import { version } from '../version.js';
import { auditVerify, describeAuditVerify } from './commands/audit-verify.js';
import { cluster, describeCluster } from './commands/cluster.js';
import { describeDoctor, doctor } from './commands/doctor.js';
import { describeExplain, explain } from './commands/explain.js';
import { describeOrder, giveOrder } from './commands/give-order.js';
import { describeHashPassword, hashPassword } from './commands/hash-password.js';
import { describeHealth, health } from './commands/health.js';
import { describeJournal, journal } from './commands/journal.js';
import { describeList, list } from './commands/list.js';
import { describeWatch, watch } from './commands/watch.js';
import { ACTIONS } from './orders/order.js';
import { withRegistryOptions } from './registry-command.js';
import type { RegistryOptions } from './registry-command.js';
import { EXIT } from './surroundings.js';
import type { Exit, Surroundings } from './surroundings.js';

/** Runs one command line; the answer is the exit code (docs/operations.md). Never rejects. */
export async function runCli(argv: readonly string[], surroundings: Surroundings): Promise<Exit> {
  let exit: Exit = EXIT.done;
  const program = new Command('nest-eureka')
    .description('a service registry that speaks the Eureka protocol')
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.out(text.trimEnd()),
      writeErr: (text) => surroundings.err(text.trimEnd()),
    });
  program
    .command('start')
    .description('starts the server; takes its options, such as --server.port=8777')
    .allowUnknownOption();
  withRegistryOptions(describeList(program.command('list'))).action(
    async (application: string | undefined, options: RegistryOptions) =>
      void (exit = await list(application, options, surroundings)),
  );
  withRegistryOptions(describeWatch(program.command('watch'))).action(
    async (application: string | undefined, options: RegistryOptions & { readonly interval: string }) =>
      void (exit = await watch(application, options, surroundings)),
  );
  withRegistryOptions(describeExplain(program.command('explain'))).action(
    async (application: string, instance: string, options: RegistryOptions) =>
      void (exit = await explain(application, instance, options, surroundings)),
  );
  for (const action of ACTIONS) {
    withRegistryOptions(describeOrder(program.command(action), action)).action(
      async (application: string, instances: string[], options: RegistryOptions) =>
        void (exit = await giveOrder(action, application, instances, options, surroundings)),
    );
  }
  withRegistryOptions(describeJournal(program.command('journal'))).action(
    async (
      application: string | undefined,
      instance: string | undefined,
      options: RegistryOptions & { readonly limit: string },
    ) => void (exit = await journal(application, instance, options, surroundings)),
  );
  withRegistryOptions(describeCluster(program.command('cluster'))).action(
    async (options: RegistryOptions) => void (exit = await cluster(options, surroundings)),
  );
  const audit = program.command('audit').description('the audit of administrative writes');
  describeAuditVerify(audit.command('verify')).action(
    async (file: string, options: { readonly json?: boolean }) =>
      void (exit = await auditVerify(file, options, surroundings)),
  );
  withRegistryOptions(describeDoctor(program.command('doctor'))).action(
    async (url: string | undefined, options: RegistryOptions) =>
      void (exit = await doctor({ ...options, ...(url && { url }) }, surroundings)),
  );
  describeHealth(program.command('health')).action(
    async (url: string | undefined) => void (exit = await health(url, surroundings)),
  );
  describeHashPassword(program.command('hash-password')).action(
    async (options: { readonly algorithm: string }) => void (exit = await hashPassword(options, surroundings)),
  );
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    surroundings.err(error instanceof Error ? error.message : String(error));
    return EXIT.fault;
  }
}
