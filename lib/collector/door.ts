/** A request as both of our servers can show it: the collector's own and Next's. */
export interface DoorRequest {
  method: string;
  /** Path and query. */
  url: string;
  header: (name: string) => string | undefined;
  address: string;
  body: AsyncIterable<Uint8Array>;
}

export interface DoorAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** Why a browser asks, when it is not for a reader: prefetches and prerenders say so in one of these. */
export const purposeOf = (header: DoorRequest["header"]): string | undefined =>
  header("sec-purpose") ?? header("purpose") ?? header("x-purpose") ?? header("x-moz");

/** The reader's browser asks not to be tracked (DNT) or that nothing of theirs be sold or shared (Global Privacy Control). */
export const isOptedOut = (header: DoorRequest["header"]): boolean =>
  header("dnt") === "1" || header("sec-gpc") === "1";

/** A request with a header that only programs send. */
export const isAutomated = (headers: readonly string[], header: DoorRequest["header"]): boolean =>
  headers.some((name) => header(name) !== undefined);

/** The host of a referring page on another site than the one asked; a longer one than any host is none. */
export function referrerOf(address: string | undefined, header: DoorRequest["header"]): { referrer?: string } {
  if (!address || !/^https?:/i.test(address) || !URL.canParse(address)) return {};
  const { host, hostname } = new URL(address);
  const own = header("x-forwarded-host") ?? header("host");
  const page = header("origin");
  const internal = host === own || (page !== undefined && URL.canParse(page) && new URL(page).host === host);
  return internal || hostname === "" || hostname.length > 253 ? {} : { referrer: hostname };
}

/** A browser on a page of another origin than ours, which may read our answer only if we say so. */
export const isCrossOrigin = (header: DoorRequest["header"]): boolean => {
  const origin = header("origin");
  if (origin === undefined) return header("sec-fetch-site") === "cross-site";
  return !URL.canParse(origin) || new URL(origin).host !== (header("x-forwarded-host") ?? header("host"));
};

/** A browser on another site's page; what is no browser does not say where it is. */
export const isForeign = (header: DoorRequest["header"]): boolean => {
  const site = header("sec-fetch-site");
  return site === undefined ? isCrossOrigin(header) : site === "cross-site";
};
