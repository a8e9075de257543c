/** False for a form that a browser sends from a page of another site. What is no browser says nothing, and may do what anybody may. */
export function isFromOwnPage(request: Request, site: string): boolean {
  const fetchSite = request.headers.get("sec-fetch-site");
  if (fetchSite !== null) return fetchSite === "same-origin" || fetchSite === "none";
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  const hosts = [request.headers.get("x-forwarded-host"), request.headers.get("host"), new URL(site).host];
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}
