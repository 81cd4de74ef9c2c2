import type { Property, PropertySource } from './property.js';
import { nameElements, squash, uniformName } from './property-name.js';

/** A property below a map's key: the rest of its name as written, and which source it is from. */
export interface MapProperty {
  /** `defaultZone`, `management.port`, `defaultZone[0]`; lower case and dotted for variables. */
  readonly key: string;
  readonly property: Property;
  /** Greater wins. */
  readonly rank: number;
}

interface IndexedSource {
  readonly dotted: ReadonlyMap<string, Property>;
  readonly variables: ReadonlyMap<string, Property>;
}

function indexSource(source: PropertySource): IndexedSource {
  const dotted = new Map<string, Property>();
  const variables = new Map<string, Property>();
  for (const property of source.properties) {
    if (property.isVariable) {
      variables.set(squash(property.name), property);
    } else {
      dotted.set(uniformName(property.name), property);
    }
  }
  return { dotted, variables };
}

function keyBelowVariable(name: string, prefix: string): string | undefined {
  const tokens = name.split('_');
  const length = tokens.findIndex((_, at) => squash(tokens.slice(0, at + 1).join('')) === prefix) + 1;
  const rest = length === 0 ? '' : tokens.slice(length).join('.');
  return rest === '' ? undefined : rest.toLowerCase();
}

function keyBelowDotted(name: string, prefix: string): string | undefined {
  const elements = nameElements(name);
  const length = elements.findIndex((_, at) => {
    const head = elements.slice(0, at + 1);
    return head.map((element) => squash(element.text)).join('.') === prefix;
  });
  const rest = length < 0 ? [] : elements.slice(length + 1);
  if (rest.length === 0) {
    return undefined;
  }
  return rest.reduce((key, { text, isBracketed }) => {
    const isIndex = isBracketed && /^\d+$/.test(text) && key !== '';
    return isIndex ? `${key}[${text}]` : key + (key === '' ? '' : '.') + text;
  }, '');
}

/** Finds properties by name over all sources, whatever way each source spells them. */
export class PropertyIndex {
  private readonly indexed: readonly IndexedSource[];

  /**
   * @param sources later ones win
   * @param mayBeVariable whether a variable may stand for a name
   */
  constructor(
    readonly sources: readonly PropertySource[],
    private readonly mayBeVariable: (name: string) => boolean = () => true,
  ) {
    this.indexed = sources.map(indexSource).reverse();
  }

  /** The winning property; of several names in one source the first wins. */
  find(...names: readonly string[]): Property | undefined {
    return this.findWhere(names, (source, name) => this.inSource(source, name));
  }

  /** The winning list: either one property with commas inside, or one per element. */
  findList(...names: readonly string[]): readonly Property[] | undefined {
    return this.findWhere(names, (source, name) => {
      const whole = this.inSource(source, name);
      const elements: Property[] = [];
      for (let at = 0, next = whole; at === 0 || next !== undefined; at += 1) {
        next = this.inSource(source, `${name}[${at}]`);
        if (next !== undefined) {
          elements.push(next);
        }
      }
      return elements.length > 0 ? elements : whole && [whole];
    });
  }

  /** All properties below a map's name, lowest source first. */
  below(name: string): readonly MapProperty[] {
    const dottedPrefix = uniformName(name);
    const variablePrefix = squash(name);
    return this.sources.flatMap((source, rank) =>
      source.properties.flatMap((property) => {
        const key = property.isVariable
          ? this.mayBeVariable(name) && keyBelowVariable(property.name, variablePrefix)
          : keyBelowDotted(property.name, dottedPrefix);
        return typeof key === 'string' ? [{ key, property, rank }] : [];
      }),
    );
  }

  private inSource(source: IndexedSource, name: string): Property | undefined {
    const dotted = source.dotted.get(uniformName(name));
    return dotted ?? (this.mayBeVariable(name) ? source.variables.get(squash(name)) : undefined);
  }

  private findWhere<T>(
    names: readonly string[],
    look: (source: IndexedSource, name: string) => T | undefined,
  ): T | undefined {
    for (const source of this.indexed) {
      for (const name of names) {
        const found = look(source, name);
        if (found !== undefined) {
          return found;
        }
      }
    }
    return undefined;
  }
}
