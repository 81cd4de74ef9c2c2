import { deepStrictEqual, match } from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '../harness/command.mjs';
import { repositoryDirectory } from '../harness/paths.mjs';
import { goBinary } from '../parties/go-build.mjs';

/** A fault in each file, and what is to be said of it. */
const FAULTS = {
  Dockerfile: ['AS build', 'AS Build', /StageNameCasing/],
  'deploy/compose.yaml': ['read_only:', 'readonly:', /readonly/],
  'deploy/kubernetes/registry.yaml': ['failureThreshold: 6', 'failures: 6', /unknown field "failures"/],
  'deploy/kubernetes/services.yaml': ['publishNotReady', 'publishUnready', /unknown field "publishUnreadyAddresses"/],
};

export const suite = {
  name: 'deploying',
  title: 'Dockerfile, compose file and manifests as BuildKit, Compose and Kubernetes themselves read them',
  async run(run) {
    const linters = await goBinary('linters', 'linters');
    const complaints = async (root) => JSON.parse((await command(linters, [root])).output);
    const found = await complaints(repositoryDirectory);
    for (const file of Object.keys(FAULTS)) {
      await run.case(`${file} is well`, () => deepStrictEqual(found[file], []));
    }
    await run.case('a fault in each of them is seen', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'deploying-'));
      run.later(() => rmSync(folder, { recursive: true }));
      mkdirSync(join(folder, 'deploy'));
      cpSync(join(repositoryDirectory, 'deploy'), join(folder, 'deploy'), { recursive: true });
      for (const [file, [right, wrong]] of Object.entries(FAULTS)) {
        writeFileSync(join(folder, file), readFileSync(join(repositoryDirectory, file), 'utf8').replace(right, wrong));
      }
      const seen = await complaints(folder);
      for (const [file, [, , complaint]] of Object.entries(FAULTS)) match(seen[file].join(), complaint);
    });
  },
};
