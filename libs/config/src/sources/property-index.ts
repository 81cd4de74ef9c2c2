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

/** The two forms in which a name is looked up. */
interface NameForms {
  readonly dotted: string;
  /** undefined where no variable may stand for the name. */
  readonly variable: string | undefined;
}

function inSource(source: IndexedSource, { dotted, variable }: NameForms): Property | undefined {
  return source.dotted.get(dotted) ?? (variable === undefined ? undefined : source.variables.get(variable));
}

/** Finds properties by name over all sources, whatever way each source spells them. */
export class PropertyIndex {
  private readonly indexed: readonly IndexedSource[];
  private readonly all: readonly { readonly property: Property; readonly rank: number; readonly form: string }[];

  /**
   * @param sources later ones win
   * @param mayBeVariable whether a variable may stand for a name
   */
  constructor(
    readonly sources: readonly PropertySource[],
    private readonly mayBeVariable: (name: string) => boolean = () => true,
  ) {
    this.indexed = sources.map(indexSource).reverse();
    this.all = sources.flatMap(({ properties }, rank) =>
      properties.map((property) => ({ property, rank, form: squash(property.name) })),
    );
  }

  /** The winning property; of several names in one source the first wins. */
  find(...names: readonly string[]): Property | undefined {
    return this.findWhere(names, inSource);
  }

  /** The winning list: either one property with commas inside, or one per element. */
  findList(...names: readonly string[]): readonly Property[] | undefined {
    return this.findWhere(names, (source, { dotted, variable }) => {
      const element = (at: number): Property | undefined =>
        inSource(source, { dotted: `${dotted}.${at}`, variable: variable && `${variable}${at}` });
      const elements: Property[] = [];
      for (let next = element(0); next !== undefined; next = element(elements.length)) {
        elements.push(next);
      }
      const whole = inSource(source, { dotted, variable });
      return elements.length > 0 ? elements : whole && [whole];
    });
  }

  /** All properties below a map's name, lowest source first. */
  below(name: string): readonly MapProperty[] {
    const dotted = uniformName(name);
    const variable = squash(name);
    const acceptsVariables = this.mayBeVariable(name);
    return this.all.flatMap(({ property, rank, form }) => {
      if (!form.startsWith(variable) || (property.isVariable && !acceptsVariables)) {
        return [];
      }
      const key = property.isVariable
        ? keyBelowVariable(property.name, variable)
        : keyBelowDotted(property.name, dotted);
      return key === undefined ? [] : [{ key, property, rank }];
    });
  }

  private findWhere<T>(
    names: readonly string[],
    look: (source: IndexedSource, forms: NameForms) => T | undefined,
  ): T | undefined {
    const forms = names.map((name) => ({
      dotted: uniformName(name),
      variable: this.mayBeVariable(name) ? squash(name) : undefined,
    }));
    for (const source of this.indexed) {
      for (const form of forms) {
        const found = look(source, form);
        if (found !== undefined) {
          return found;
        }
      }
    }
    return undefined;
  }
}
