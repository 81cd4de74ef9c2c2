const MASK = '***';

/** As the registry has it for its own outputs (libs/registry/src/security/secrets); this page reads the wire, which masks nothing. */
const SECRET_NAME =
  /pass(?:word|wd|phrase|code)|pwd|secret|token|credential|api[-_. ]?key|access[-_. ]?key|private[-_. ]?key|auth(?:orization)?[-_. ]?(?:key|header)?$|bearer|signature|connection[-_. ]?string|sas[-_. ]?key/i;

/** A metadata entry fit to be shown: neither what is secret by its name nor who calls in a URL. */
export function maskedEntry(name: string, value: string): string {
  return SECRET_NAME.test(name) ? MASK : maskedUrl(value, MASK);
}

/** A text without the credentials of its URLs and the secrets of their queries. */
export function maskedUrl(url: string, caller = ''): string {
  return url
    .replace(/\/\/[^\s"'<>]*@/g, caller === '' ? '//' : `//${caller}@`)
    .replace(/([?&;])([^=&;#\s"'<>]+)=([^&;#\s"'<>]+)/g, (whole, mark: string, name: string) =>
      SECRET_NAME.test(name) ? `${mark}${name}=${MASK}` : whole,
    );
}
