import { THE_WORLD } from "@/lib/catalog/customer-id";

/** Who gives the reports, as every header says it. */
export interface ReportHost {
  /** COUNTER's name for the host, which is not a journal's. */
  platform: string;
  /** The namespace of its own identifiers, at most 17 characters, given by COUNTER's registry. */
  platformId: string;
  createdBy: string;
  /** Its entry in COUNTER's registry; the empty text before there is one. */
  registryRecord: string;
  /** The origin readers reach it by; undefined where the settings do not say, as localhost is nobody else's. */
  site: string | undefined;
}

/** Whose usage a report is of. */
export interface Customer {
  /** Undefined for The World: all usage, attributed to somebody or not (COUNTER R5.1 §2.8 of our digest). */
  institutionId: number | undefined;
  customerId: string;
  name: string;
  /** Bare. */
  ror?: string | null;
}

export const theWorld: Customer = { institutionId: undefined, customerId: THE_WORLD, name: "The World" };

/** Identifiers as JSON has them: lists by namespace. */
export const institutionIds = (
  { customerId, ror }: Customer,
  { platformId }: Pick<ReportHost, "platformId">,
): Record<string, string[]> => ({
  ...(ror ? { ROR: [ror] } : {}),
  Proprietary: [`${platformId}:${customerId}`],
});
