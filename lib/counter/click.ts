import type { Action } from "./action";
import type { AccessMethod, AccessType, Lane } from "./attributes";

/** One access of one item, before double-click filtering. */
export interface Click {
  readonly at: Date;
  /** Stands for the user by the most reliable name known: session, else address and user agent. COUNTER R5.1 §7.2. */
  readonly visitor: string;
  /** The same user's name under the day before's secret; present in the first 30 s of a UTC day only. */
  readonly visitorBefore?: string;
  /** True when `visitor` names a logged session, which does not end with the hour. COUNTER R5.1 §7.3. */
  readonly namedSession: boolean;
  readonly action: Action;
  /** Tells apart several files of one action (supplements, figures): they are different URLs. */
  readonly part: number;
  readonly lane: Lane;
  readonly accessType: AccessType;
  readonly accessMethod: AccessMethod;
  /** COUNTER's YOP. */
  readonly year: number;
  /** ISO 3166-1 alpha-2, or ZZ. */
  readonly country: string;
  /** The institutions the access belongs to, as one word; "" for none. */
  readonly institutions: string;
}
