import { applicationOf, readHeading } from '../decode/read-applications.js';
import { contentOf } from '../decode/open-document.js';
import { readInstance } from '../decode/read-instance.js';
import type { Reading } from '../decode/reading.js';
import type { Refusal } from '../decode/refusal.js';
import { JsonFields } from '../json/json-fields.js';
import { isJsonObject, memberOf } from '../json/json-value.js';
import type { JsonObject } from '../json/json-value.js';
import { parseWholeJson } from '../json/parse-json.js';
import type { JsonDocument } from '../json/parse-json.js';
import type { Application, Applications } from '../model/applications.js';
import type { InstanceInfo } from '../model/instance-info.js';
import type { CutApplication, CutRegistry, Extent } from './registry-cutter.js';

type Run = CutRegistry['runs'][number] | CutApplication['runs'][number];

/** A run where it stands in a list. */
interface PlacedRun<P> {
  readonly pieces: readonly P[];
  readonly pathOf: (piece: number) => string;
}

/** Reads a registry that was cut, one instance a step. What is no JSON is noted apart from what is no registry. */
export class CutRegistryReader {
  readonly #text: string;
  readonly #syntax: Refusal;
  readonly #reading: Reading;
  readonly #runsRead = new Set<Run>();

  constructor(text: string, syntax: Refusal, reading: Reading) {
    this.#text = text;
    this.#syntax = syntax;
    this.#reading = reading;
  }

  *read(registry: CutRegistry): Generator<void, Applications | undefined, void> {
    const document = parseWholeJson(registry.skeleton, this.#syntax);
    if (!document) return undefined;
    const content = contentOf(document, 'applications', this.#reading.refusal);
    const applications = content && (yield* this.#applications(content, document, registry));
    if (!this.#syntax.isRefused) yield* this.#check(registry);
    return applications;
  }

  *#applications(
    content: JsonObject,
    { source }: JsonDocument,
    registry: CutRegistry,
  ): Generator<void, Applications | undefined, void> {
    const fields = new JsonFields(content, source.member('applications'), 'applications', this.#reading.refusal);
    const heading = readHeading(fields);
    const applications: Application[] = [];
    for (const { pieces, pathOf } of this.#list(content, `${fields.path}.application`, 'application', registry.runs)) {
      for (const [index, piece] of pieces.entries()) {
        const application = yield* this.#application(piece, pathOf(index));
        if (!application) return undefined;
        applications.push(application);
      }
    }
    return { ...heading, applications };
  }

  *#application(application: CutApplication, path: string): Generator<void, Application | undefined, void> {
    const document = parseWholeJson(application.skeleton, this.#syntax);
    if (!document || !isJsonObject(document.value)) return undefined;
    const instances: InstanceInfo[] = [];
    const lists = this.#list(document.value, `${path}.instance`, 'instance', application.runs);
    for (const { pieces, pathOf } of lists) {
      for (const [index, extent] of pieces.entries()) {
        const fields = this.#instanceFields(extent, pathOf(index));
        if (!fields) return undefined;
        instances.push(readInstance(fields, this.#reading));
        yield;
      }
    }
    return applicationOf(new JsonFields(document.value, document.source, path, this.#reading.refusal), instances);
  }

  #instanceFields({ start, end }: Extent, path: string): JsonFields | undefined {
    const document = parseWholeJson(this.#text.slice(start, end), this.#syntax);
    if (!document || !isJsonObject(document.value)) return undefined;
    return new JsonFields(document.value, document.source, path, this.#reading.refusal);
  }

  /** The runs under a key of a skeleton: every object there stands for one. An object alone counts as a list of one. */
  #list<P>(skeleton: JsonObject, path: string, key: string, runs: readonly (readonly P[])[]): readonly PlacedRun<P>[] {
    const value = memberOf(skeleton, key);
    if (isJsonObject(value)) return [{ pieces: this.#run(value, runs), pathOf: () => path }];
    if (!Array.isArray(value)) return [];
    const placed: PlacedRun<P>[] = [];
    let next = 0;
    for (const item of value) {
      const first = next;
      if (isJsonObject(item)) {
        const pieces = this.#run(item, runs);
        placed.push({ pieces, pathOf: (index) => `${path}[${first + index}]` });
        next += pieces.length;
      } else {
        this.#reading.refusal.refuse('invalid', `${path}[${first}]`, 'must be an object');
        next++;
      }
    }
    return placed;
  }

  #run<P>(standIn: JsonObject, runs: readonly (readonly P[])[]): readonly P[] {
    const run = runs[Number(standIn[''])] ?? [];
    this.#runsRead.add(run as Run);
    return run;
  }

  /** What nobody reads must be JSON as well: it stands under other keys, or under one that is repeated later. */
  *#check(registry: CutRegistry): Generator<void, void, void> {
    for (const run of registry.runs) {
      const isRead = this.#runsRead.has(run);
      for (const application of run) {
        if (!isRead && !parseWholeJson(application.skeleton, this.#syntax)) return;
        for (const extents of application.runs) {
          if (this.#runsRead.has(extents)) continue;
          for (const extent of extents) {
            if (!this.#instanceFields(extent, '')) return;
            yield;
          }
        }
        yield;
      }
    }
  }
}
