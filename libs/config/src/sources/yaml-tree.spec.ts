import { describe, expect, it } from '@jest/globals';
import { readYamlTree } from './yaml-tree.js';

describe('the tree of a YAML document', () => {
  it('has plain objects, lists and values', () => {
    expect(readYamlTree("a: { b: [1, yes, 'x'] }\nc:\n")).toEqual({
      kind: 'tree',
      tree: { a: { b: [1, true, 'x'] }, c: null },
    });
    expect(readYamlTree('')).toEqual({ kind: 'tree', tree: null });
  });

  it('is missing where the text is broken, and nothing of the text is said', () => {
    const broken = readYamlTree('a: 1\npassword: "geheim');

    expect(broken).toMatchObject({ kind: 'broken', line: 2 });
    expect(JSON.stringify(broken)).not.toContain('geheim');
  });
});
