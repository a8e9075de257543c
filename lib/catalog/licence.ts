/** The short name of a licence known by its address: `CC BY 3.0`; undefined for others. */
export function licenceName(url: string): string | undefined {
  const [, kind = "", version = ""] =
    /^https?:\/\/(?:www\.)?creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)(?:\/|$)/i.exec(url) ?? [];
  if (kind) return `CC ${kind.toUpperCase()} ${version}`;
  return /^https?:\/\/(?:www\.)?creativecommons\.org\/publicdomain\/zero\/1\.0/i.test(url) ? "CC0 1.0" : undefined;
}
