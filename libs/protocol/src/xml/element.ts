import { xmlText } from './xml-text.js';

/**
 * What stands in front of an element: '' in the compact form, which is one line; a line feed and the element's indentation
 * in the full form.
 */
export type LineBreak = string;

/** The line break of an element's children. */
export function deeper(lineBreak: LineBreak): LineBreak {
  return lineBreak === '' ? '' : `${lineBreak}  `;
}

/** An element with text, written open and close also when the text is empty; an absent text counts as empty. */
export function element(lineBreak: LineBreak, name: string, text: string | undefined): string {
  return `${lineBreak}<${name}>${text === undefined ? '' : xmlText(text)}</${name}>`;
}

/** An element with text, or nothing when the text is absent. */
export function optionalElement(lineBreak: LineBreak, name: string, text: string | undefined): string {
  return text === undefined ? '' : element(lineBreak, name, text);
}

/** An element whose text needs no escape: a number, a boolean or one of an enumeration; nothing when it is absent. */
export function plainElement(lineBreak: LineBreak, name: string, value: number | boolean | string | undefined): string {
  return value === undefined ? '' : `${lineBreak}<${name}>${value}</${name}>`;
}
