/** The instant of the page a form was opened on, as it sends it; the page it leads back to tells what others did since. */
export function asOf(fields: URLSearchParams): string {
  const at = new Date(fields.get("as-of") ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
}
