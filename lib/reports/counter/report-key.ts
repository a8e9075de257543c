import { createHash } from "node:crypto";
import type { Db } from "@/lib/db/connection";
import { figuresStamp } from "../sql/figures-stamp";
import type { CounterException } from "./exception";
import type { Asked } from "./usage";

/** Names a report by all that it depends on: what is asked, for whom, by whom it is made, and how far the figures are. */
export async function reportKey(
  db: Db,
  { request, customer, host }: Asked,
  exceptions: readonly CounterException[],
): Promise<string> {
  const { kind, ...rest } = request;
  const of = JSON.stringify([kind.id, rest, customer, host, exceptions, await figuresStamp(db)]);
  return createHash("sha256").update(of).digest("hex").slice(0, 40);
}
