/** SQLSTATE classes that pass by themselves: connection, resources, operator intervention; and a start still under way. */
const PASSING = /^(08|53|57P0|58|40)/;
const SOCKET_FAULTS = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENOTFOUND",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
]);

export const UNIQUE_VIOLATION = "23505";

/** The SQLSTATE or socket code of a fault, through Drizzle's wrapping. */
export function faultCode(fault: unknown): string | undefined {
  if (!(fault instanceof Error)) return undefined;
  if ("code" in fault && typeof fault.code === "string") return fault.code;
  return faultCode(fault.cause);
}

/** True when the same statement may well succeed later: the database is down, starting, full, or out of connections. */
export function isPassing(fault: unknown): boolean {
  const code = faultCode(fault);
  return code !== undefined && (SOCKET_FAULTS.has(code) || PASSING.test(code));
}

/** The reason in words, without the address, user or password of the database. */
export function faultReason(fault: unknown): string {
  const code = faultCode(fault);
  if (code === "ECONNREFUSED" || code === "ENOENT") return "nothing answers there";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "its host name is unknown";
  if (code === "CONNECT_TIMEOUT" || code === "ETIMEDOUT") return "it does not answer in time";
  if (code === "28P01" || code === "28000") return "it refuses the user or password";
  if (code === "3D000") return "it has no database of that name";
  return fault instanceof Error ? `${fault.message.split("\n")[0]}${code ? ` (${code})` : ""}` : "unknown reason";
}
