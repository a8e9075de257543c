import type { NodemailerError } from "nodemailer/lib/errors";

/** How handing a message to the server went. */
export type Delivery =
  | { kind: "accepted"; reply: string }
  /** The server said no: for good or for now, to this mail or to all of ours. */
  | { kind: "refused"; permanent: boolean; of: "recipient" | "server"; reply: string }
  /** No answer, and the end of the message was never sent: it cannot have been delivered. */
  | { kind: "lost"; reply: string }
  /** No answer after the end of the message was sent: it may have been delivered or not. */
  | { kind: "unknown"; reply: string };

const REPLY_SHOWN = 300;

/** What a fault says about a message whose end was `released` to the server, or was not. */
export function deliveryOf(
  fault: Pick<NodemailerError, "message" | "responseCode" | "command">,
  released: boolean,
): Delivery {
  const reply = fault.message.replace(/\s+/g, " ").slice(0, REPLY_SHOWN);
  const { responseCode, command } = fault;
  if (responseCode === undefined) return { kind: released ? "unknown" : "lost", reply };
  const of = command === "RCPT TO" || command === "DATA" ? "recipient" : "server";
  // A refused greeting, password or sender is our settings' fault: mail waits until they are put right. 503 is said to the session.
  const permanent = of === "recipient" && responseCode >= 500 && responseCode !== 503;
  return { kind: "refused", permanent, of, reply };
}
