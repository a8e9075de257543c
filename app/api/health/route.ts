import { sharedDb } from "@/lib/db/shared";
import { deliveryHealth } from "@/lib/reports/delivery/state";
import { health } from "@/lib/usage/health";

/** Health where no collector stands in front; the collector's own answer says more. */
export async function GET(): Promise<Response> {
  const now = new Date();
  const state = await health(sharedDb(), now);
  const reports = state.status === "down" ? null : await deliveryHealth(sharedDb(), now).catch(() => null);
  return Response.json(
    { ...state, reports },
    {
      status: state.status === "down" ? 503 : 200,
      headers: { "cache-control": "no-store" },
    },
  );
}
