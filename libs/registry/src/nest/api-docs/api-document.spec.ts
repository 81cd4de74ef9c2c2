import { describe, expect, it } from '@jest/globals';
import { ROUTE_ROLES } from '../../security/route-roles.js';
import { apiDocument, DESCRIBED_ROUTES } from './api-document.js';
import { apiPage } from './api-page.js';

const DOCUMENT = apiDocument({ version: '1.2.3', contextPath: '/ctx', mount: '/ctx/eureka' });
const OPERATIONS = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('the OpenAPI document', () => {
  it.each(Object.entries(ROUTE_ROLES))('has the route %s, for the role %s', (name, role) => {
    const [method = '', route = ''] = name.split(' ');
    const path = route.startsWith('/') ? `/ctx${route}` : `/ctx/eureka/${route}`;
    const found = OPERATIONS.find(
      (each) => each.method === method.toLowerCase() && each.path.replaceAll(/\{\w+\}/g, '*') === path,
    );
    expect(found?.operation['x-role']).toBe(role);
  });

  it('has no route that the table of roles does not have', () => {
    expect(OPERATIONS).toHaveLength(Object.keys(ROUTE_ROLES).length);
    expect(Object.keys(DESCRIBED_ROUTES).toSorted()).toEqual(Object.keys(ROUTE_ROLES).toSorted());
  });

  it('names each operation once, and each parameter of a path', () => {
    expect(new Set(OPERATIONS.map(({ operation }) => operation.operationId)).size).toBe(OPERATIONS.length);
    for (const { path, operation } of OPERATIONS) {
      const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
      const told = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(told).toEqual(inPath);
    }
  });

  it('refers to nothing that it does not have', () => {
    const text = JSON.stringify(DOCUMENT);
    const { schemas } = DOCUMENT.components as { schemas: Record<string, object> };
    const names = Array.from(text.matchAll(/#\/components\/schemas\/(\w+)/g), ([, name = '']) => name);
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => schemas[name] === undefined)).toEqual([]);
  });

  it('says what is refused to whom, and nothing of the kind where everybody may', () => {
    const drain = DOCUMENT.paths['/ctx/eureka/x/admin/drain']?.['post'];
    expect(drain?.responses['403']?.description).toBe('The role operator is required.');
    const liveness = DOCUMENT.paths['/ctx/actuator/health/liveness']?.['get'];
    expect([liveness?.security, liveness?.responses['401']]).toEqual([[], undefined]);
  });
});

describe('the page of the API', () => {
  it('shows every operation, and has no script and nothing from elsewhere', () => {
    const page = apiPage(DOCUMENT);
    for (const { path, method } of OPERATIONS) expect(page).toContain(`<code>${method.toUpperCase()} ${path}</code>`);
    expect(page).not.toMatch(/<script|style=|https?:\/\/|<style/i);
  });
});
