import type { AxiosRequestConfig } from 'axios';

const ABSOLUTE = /^(?:[a-z][a-z\d+.-]*:)?\/\//i;

/** URL and base URL as axios puts them together, without the parameters. */
export function combinedUrl({ url = '', baseURL, allowAbsoluteUrls }: AxiosRequestConfig): string {
  if (!baseURL || (ABSOLUTE.test(url) && allowAbsoluteUrls !== false)) return url;
  return url === '' ? baseURL : `${baseURL.replace(/\/?\/$/, '')}/${url.replace(/^\/+/, '')}`;
}
