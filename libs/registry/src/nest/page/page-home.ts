import type { RegistryConfiguration } from '@nest-eureka/config';

/**
 * The path of the page, `''` for the root; undefined when there is no page. Inside an application the root is the application's
 * own, so that there the page stands only where its path is set.
 */
export function pageHome(
  { contextPath, dashboard }: Pick<RegistryConfiguration, 'contextPath' | 'dashboard'>,
  isWholeApplication: boolean,
): string | undefined {
  if (!dashboard.enabled || !(isWholeApplication || dashboard.pathIsExplicit)) return undefined;
  return `${contextPath}${dashboard.path}`.replace(/\/+$/, '');
}
