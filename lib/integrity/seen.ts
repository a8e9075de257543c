import { createHash } from "node:crypto";
import type { Finding } from "./evidence";

/** A short name of a flag's days and figures as somebody sees them: another one as soon as any of them is another. */
export const seenAs = ({ from, to, evidence }: Pick<Finding, "from" | "to" | "evidence">): string =>
  createHash("sha256")
    .update(JSON.stringify([from, to, evidence]))
    .digest("base64url")
    .slice(0, 22);
