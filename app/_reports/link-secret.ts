import { readEnv } from "@/lib/env";
import { siteSecret } from "@/lib/people/secret";

/** What the links of reports are proved by. */
export const linkSecret = (): Promise<string> => siteSecret(readEnv());
