import { type Env, siteUrl } from "@/lib/env";
import type { ReportHost } from "./host";

/** The host of this site's reports, as the settings have it. */
export function reportHost(env: Env): ReportHost {
  const site = siteUrl(env);
  const platform = env.PLATFORM_NAME ?? new URL(site).hostname;
  return {
    platform,
    platformId: env.PLATFORM_ID,
    createdBy: env.REPORTS_CREATED_BY ?? platform,
    registryRecord: env.REGISTRY_RECORD ?? "",
    site,
  };
}
