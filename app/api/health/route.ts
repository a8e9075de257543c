import { sharedDb } from "@/lib/db/shared";
import { siteHealth } from "@/lib/jobs/health";

/** Health where no collector stands in front; the collector's own answer says more. */
export async function GET(): Promise<Response> {
  const state = await siteHealth(sharedDb());
  return Response.json(state, {
    status: state.status === "down" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
