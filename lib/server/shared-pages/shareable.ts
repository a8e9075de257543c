import { preferredFormat } from "@/lib/catalog/machine/formats";

const ISSN = String.raw`\/\d{4}-\d{3}[\dX]`;
const STEP = String.raw`\/[^/?]+`;
/** Where others have a volume, we have what is a reader's own, sign-up for alerts; and files of any size, open data. */
const VOLUME = String.raw`\/(?!(?:alert|data|feed|special_issues)\/)[^/?]+`;
const FEED = String.raw`(?:\/feed\/[a-z]+)?`;
const ARTICLE = new RegExp(`^${ISSN}${VOLUME}${STEP}${STEP}$`);
/** Pages that are the same for everybody: named one by one, so that a new page is nobody else's until it is named here. */
const PAGES = [
  /^\/(?:how-we-count|search)?$/,
  new RegExp(`^${ISSN}${FEED}$`),
  new RegExp(`^${ISSN}\\/data$`),
  new RegExp(`^${ISSN}\\/special_issues${STEP}${FEED}$`),
  new RegExp(`^${ISSN}${VOLUME}${STEP}$`),
  ARTICLE,
  new RegExp(`^${ISSN}${VOLUME}${STEP}${STEP}\\/(?:htm|metrics|linkset)$`),
];
const DOI = String.raw`10\.\d{4,9}\/[^?]+`;
const THEME = "theme=(?:light|dark)";
const MEASURE = "measure=(?:views|reads|downloads)";
/** What other sites show of an article, in each of the few ways there are. A popular page of theirs asks often. */
const ELSEWHERE = [
  new RegExp(`^\\/badge\\/${DOI}\\.svg(?:\\?(?:${THEME}|${MEASURE}|${THEME}&${MEASURE}))?$`),
  new RegExp(`^\\/embed\\/${DOI}(?:\\?${THEME})?$`),
];
/** Scripts and styles of a build, whose names change with what they hold. */
const OF_THE_BUILD = /^\/_next\/static\/[\w~./-]+\.(?:js|css)$/;
const LONGEST = 300;

/** Headers that ask for something of one's own: a part, a fragment for Next's router, nothing kept. */
const OF_ONES_OWN = /^(?:authorization|range|content-length|transfer-encoding|upgrade|rsc|next-.+|x-nextjs-.+)$/;

/** Who edits is to see at once what became of it. Cookies of others, as of the domain above ours, mean nothing here. */
const isSignedIn = (cookie: string | string[] | undefined): boolean => /\bfootfall\./.test(String(cookie ?? ""));

export interface Asked {
  method: string;
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Where a request is answered from: a page for everybody, or a file for good. */
export type Shared = { path: string; lasting: boolean };

/**
 * What answers a request and others like it; undefined when the request must be answered by itself. An address with a question in it
 * is never shared but for a badge's or a chart's few, and so the pages that can be shared are as many as the catalogue makes them.
 */
export function sharedBy({ method, url, headers }: Asked): Shared | undefined {
  if ((method !== "GET" && method !== "HEAD") || url.length > LONGEST) return undefined;
  const lasting = OF_THE_BUILD.test(url);
  if (!lasting && ![...PAGES, ...ELSEWHERE].some((pattern) => pattern.test(url))) return undefined;
  if (Object.keys(headers).some((name) => OF_ONES_OWN.test(name)) || isSignedIn(headers.cookie)) return undefined;
  if (/\bno-(?:cache|store)\b/.test(`${headers["cache-control"] ?? ""} ${headers.pragma ?? ""}`)) return undefined;
  const accept = headers.accept;
  if (ARTICLE.test(url) && preferredFormat(Array.isArray(accept) ? accept.join(", ") : accept)) return undefined;
  return { path: url, lasting };
}
