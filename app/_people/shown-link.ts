import { cookies } from "next/headers";
import { readEnv, siteUrl } from "@/lib/env";

/** A link that is shown to whoever had it made, for as long as it takes to copy it; it stands in no address and no log. */
const NAME = "footfall.link";
const SECONDS = 120;

export const showLink = (path: string): string => {
  const secure = siteUrl(readEnv()).startsWith("https:") ? "; Secure" : "";
  return `${NAME}=${encodeURIComponent(path)}; Path=/desk/people; Max-Age=${SECONDS}; HttpOnly; SameSite=Strict${secure}`;
};

/** The whole link to show, if one was just made. */
export async function shownLink(): Promise<string | undefined> {
  const path = (await cookies()).get(NAME)?.value;
  return path?.startsWith("/sign-in/") ? `${siteUrl(readEnv())}${path}` : undefined;
}
