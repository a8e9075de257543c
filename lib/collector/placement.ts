import type { Access } from "./access";
import type { Placement, Robots } from "./robots";

/**
 * The lane of an access. A session somebody vouches for needs no user agent; approved mining is no robot, whatever it is called;
 * whatever says itself that it is a program is one. Everything else is judged by its name.
 */
export function placementOf(
  { userAgent, session, accessMethod, automated }: Pick<Access, "userAgent" | "session" | "accessMethod" | "automated">,
  robots: Robots,
): Placement {
  if (accessMethod === "TDM") return { lane: "reader", reason: "approved_tdm" };
  if (automated) return { lane: "crawler", reason: "automation" };
  if (session !== undefined && userAgent === undefined) return { lane: "reader", reason: "reader" };
  return robots.placementOf(userAgent);
}
