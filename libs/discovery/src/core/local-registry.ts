import type { Applications, InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { Cancel } from '@nest-eureka/time';
import type { LocalApplication } from './local-registry-application.js';
import type { RegistryChange, RegistryChangeNotes } from './local-registry-change.js';
import { LocalRegistryContents } from './local-registry-contents.js';
import type { LocalRegistryRegion } from './local-registry-region.js';
import { vipNames } from './local-registry-vips.js';
import { MissingNameError } from './missing-name-error.js';
import { NoInstanceError } from './no-instance-error.js';
import { Regions } from './regions.js';
import type { RegionSettings } from './regions.js';
import { atOnce, inTurns } from './turns.js';
import type { NextTurn } from './turns.js';

export interface LocalRegistrySettings extends RegionSettings {
  /** Shows callers only instances that are UP. */
  readonly filterOnlyUpInstances: boolean;
}

/** A registry of one region as callers see it, immutable. */
export interface LocalApplications extends Applications {
  readonly applications: readonly LocalApplication[];
}

/** Unless the hash agrees, something was missed and the whole registry must be fetched (client.md 2.5). */
export interface DeltaApplied {
  readonly hashAgrees: boolean;
  /** Whether anything changed that a caller could tell. */
  readonly changed: boolean;
}

/** Is told synchronously, after the change, and must not throw. */
export type RegistryChangeListener = (change: RegistryChange) => void;

/**
 * The client's copy of the registry (client.md 2.4-2.8, 5.1): look-ups never wait and work before the first fetch. What a
 * reader is given never changes; a delta costs what it touches.
 *
 * Where Java's client has a quirk: an instance of a remote region is never listed in the own one, whatever its status; an
 * application without instances is not kept; lists are shuffled when one of their instances changes, not at each fetch.
 */
export class LocalRegistry {
  readonly #listeners = new Set<RegistryChangeListener>();
  readonly #contents: LocalRegistryContents;
  #version = -1;

  constructor(settings: LocalRegistrySettings, deps: { readonly random: () => number }) {
    const view = { filterOnlyUpInstances: settings.filterOnlyUpInstances, random: deps.random };
    this.#contents = new LocalRegistryContents(new Regions(settings), view);
  }

  /** Instances of all regions, whatever their status. */
  get size(): number {
    return this.#contents.size;
  }

  /** Of all instances of all regions; kept up with each change. */
  get appsHashCode(): string {
    return this.#contents.appsHashCode;
  }

  /** As the last answer had it; -1 before the first, and of a registry that has no deltas (client.md 2.1). */
  get version(): number {
    return this.#version;
  }

  /** Takes over a whole registry; true when anything changed that a caller could tell. */
  replaceWith(registry: Applications): boolean {
    return this.#replaced(atOnce(this.#contents.replaceWith(registry)), registry);
  }

  /** The same with pauses, when it is large; undefined when it was given up. One change at a time. */
  async replaceInTurns(registry: Applications, nextTurn: NextTurn): Promise<boolean | undefined> {
    const changes = await inTurns(this.#contents.replaceWith(registry), nextTurn);
    return changes && this.#replaced(changes, registry);
  }

  /** Takes over what changed. */
  apply(delta: Applications): DeltaApplied {
    return this.#applied(atOnce(this.#contents.apply(delta)), delta);
  }

  /** The same with pauses, when it is large; undefined when it was given up. One change at a time. */
  async applyInTurns(delta: Applications, nextTurn: NextTurn): Promise<DeltaApplied | undefined> {
    const changes = await inTurns(this.#contents.apply(delta), nextTurn);
    return changes && this.#applied(changes, delta);
  }

  /** The own region. */
  getApplications(): LocalApplications {
    return this.#applicationsOf(this.#own);
  }

  /** Undefined for a region of which nothing was seen. */
  getApplicationsForARegion(region: string): LocalApplications | undefined {
    const found = this.#contents.region(region);
    return found && this.#applicationsOf(found);
  }

  /** The own region first, then those of which something was seen. */
  getAllKnownRegions(): readonly string[] {
    return this.#contents.regionNames;
  }

  /** All regions with all instances, as the registry sent them: what a copy on disk needs. */
  everything(): Applications {
    const applications = this.#contents.regionNames
      .flatMap((region) => this.#contents.region(region)?.snapshots ?? [])
      .map(({ name, allInstances }) => ({ name, instances: allInstances }));
    return { versionsDelta: this.#version, appsHashCode: this.appsHashCode, applications };
  }

  /** By name, in any case, in the own region. */
  getApplication(name: string): LocalApplication | undefined {
    return this.#own.application(name);
  }

  /** Every instance of the own region with that id, also those that are not UP. */
  getInstancesById(id: string): readonly InstanceInfo[] {
    return this.#own.instancesById(id);
  }

  /** Empty for an unknown address or region. */
  getInstancesByVipAddress(address: string, secure = false, region?: string): readonly InstanceInfo[] {
    const place = region === undefined ? this.#own : this.#contents.region(region);
    if (place === undefined) return [];
    return (secure ? place.secureVips : place.vips).instancesOf(address);
  }

  /** By address, by application, or by both; then the names in an address are trimmed. Throws when given neither. */
  getInstancesByVipAddressAndAppName(
    address: string | undefined,
    application: string | undefined,
    secure = false,
  ): readonly InstanceInfo[] {
    if (application === undefined) {
      if (address === undefined) throw new MissingNameError();
      return this.getInstancesByVipAddress(address, secure);
    }
    const instances = this.getApplication(application)?.instances ?? [];
    if (address === undefined) return instances;
    const wanted = address.trim().toUpperCase();
    return instances.filter((instance) =>
      vipNames(secure ? instance.secureVipAddress : instance.vipAddress).some((name) => name.trim() === wanted),
    );
  }

  /** The instances of an address in turn. Throws `NoInstanceError` when there is none. */
  getNextServerFromEureka(address: string, secure = false): InstanceInfo {
    const next = (secure ? this.#own.secureVips : this.#own.vips).next(address);
    if (next === undefined) throw new NoInstanceError(address, this.services());
    return next;
  }

  /** Lower-cased names of the own region's applications that have an instance to be called. */
  services(): readonly string[] {
    return this.#own.snapshots.filter(({ instances }) => instances.length > 0).map(({ name }) => name.toLowerCase());
  }

  /** In any region, whatever its status. */
  find(application: string, id: string): InstanceInfo | undefined {
    return this.#contents.find(application.toUpperCase(), id);
  }

  /** UNKNOWN when the own region does not have it (client.md 1.10). */
  statusOf(application: string, id: string): InstanceStatus {
    return this.#own.find(application.toUpperCase(), id)?.status ?? 'UNKNOWN';
  }

  onChange(listener: RegistryChangeListener): Cancel {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get #own(): LocalRegistryRegion {
    return this.#contents.own;
  }

  #replaced(changes: RegistryChangeNotes, { versionsDelta }: Applications): boolean {
    this.#version = versionsDelta;
    return this.#tell(changes);
  }

  #applied(changes: RegistryChangeNotes, { versionsDelta, appsHashCode }: Applications): DeltaApplied {
    this.#version = versionsDelta;
    return { hashAgrees: this.appsHashCode === appsHashCode, changed: this.#tell(changes) };
  }

  #tell(changes: RegistryChangeNotes): boolean {
    if (changes.isEmpty) return false;
    for (const listener of this.#listeners) listener(changes);
    return true;
  }

  #applicationsOf(region: LocalRegistryRegion): LocalApplications {
    return { versionsDelta: this.#version, appsHashCode: this.appsHashCode, applications: region.snapshots };
  }
}
