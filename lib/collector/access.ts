import type { Action } from "@/lib/counter/action";
import type { AccessMethod, AccessType } from "@/lib/counter/attributes";

/** One access of one article, as the doors, the log importer and the sample's simulation all hand it to the recorder. */
export interface Access {
  readonly at: Date;
  /** 0 for the platform itself (a search). */
  readonly articleId: number;
  readonly action: Action;
  /** Tells apart several files of one action; 0 for the only one. */
  readonly part?: number;
  /** Named with the user agent and forgotten: it is never stored. */
  readonly address: string;
  /** Undefined when the request had none. */
  readonly userAgent: string | undefined;
  /** A logged session, said by a sender with a key: the most reliable name of a user. COUNTER R5.1 §7.2. */
  readonly session?: string;
  readonly accessType: AccessType;
  readonly accessMethod: AccessMethod;
  /** COUNTER's YOP on the day of the access. */
  readonly year: number;
  /** The host of the page that led here, when it is another site's; never its path. */
  readonly referrer?: string;
  /** The request itself said that a program sends it. */
  readonly automated?: boolean;
}

/** What an HTTP exchange says about whether anything was read. */
export interface Exchange {
  readonly method: string;
  readonly status: number;
  /** The Range header. */
  readonly range?: string | undefined;
  /** Sec-Purpose, Purpose or X-Moz, whichever was sent. */
  readonly purpose?: string | undefined;
}
