import { rootNames } from '../decode/open-document.js';
import { applicationOf, readHeading } from '../decode/read-applications.js';
import { readInstance } from '../decode/read-instance.js';
import type { Reading } from '../decode/reading.js';
import type { Application, Applications } from '../model/applications.js';
import type { InstanceInfo } from '../model/instance-info.js';
import type { TakeElement } from '../xml/element-tree.js';
import type { XmlElement } from '../xml/xml-element.js';
import { XmlFields } from '../xml/xml-fields.js';

const ROOT_NAMES = rootNames('applications');

/** Reads a registry while its element still grows: instances and applications as soon as each of them is closed. */
export class ApplicationsElement {
  readonly #reading: Reading;
  readonly #applications: Application[] = [];
  #instances: InstanceInfo[] = [];

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** What is read here is not wanted in the tree any more. */
  readonly take: TakeElement = (element, ancestors) => {
    if (ancestors.length > 2 || !ROOT_NAMES.includes(ancestors[0]?.name ?? '')) return false;
    const path = `applications.application[${this.#applications.length}]`;
    if (ancestors.length === 1) {
      if (element.name !== 'application') return false;
      this.#applications.push(applicationOf(new XmlFields(element, path), this.#instances));
      this.#instances = [];
      return true;
    }
    if (element.name !== 'instance' || ancestors[1]?.name !== 'application') return false;
    const fields = new XmlFields(element, `${path}.instance[${this.#instances.length}]`);
    this.#instances.push(readInstance(fields, this.#reading));
    return true;
  };

  /** The registry, given what is left of its element. */
  close(root: XmlElement): Applications | undefined {
    if (!ROOT_NAMES.includes(root.name)) {
      return this.#reading.refusal.refuse('invalid', '', 'must have the root applications');
    }
    return { ...readHeading(new XmlFields(root, 'applications')), applications: this.#applications };
  }
}
