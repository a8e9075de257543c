import { type Env, siteUrl } from "@/lib/env";
import type { ReportHost } from "./host";

/** The host of this site's reports, as the settings have it. */
export function reportHost(env: Env): ReportHost {
  const platform = env.PLATFORM_NAME ?? new URL(siteUrl(env)).hostname;
  return {
    platform,
    platformId: env.PLATFORM_ID,
    createdBy: env.REPORTS_CREATED_BY ?? platform,
    registryRecord: env.REGISTRY_RECORD ?? "",
    site: env.SITE_URL === undefined ? undefined : siteUrl(env),
  };
}
