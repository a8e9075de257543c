import type { Db } from "@/lib/db/connection";
import type { MailAddress } from "./address";

/** A mail to be sent: made once for its key, however often and by however many processes it is asked for. */
export interface Mail {
  kind: string;
  key: string;
  recipient: Pick<MailAddress, "email" | "mailbox">;
  payload: Record<string, string>;
  /** Somebody waits for it. */
  urgent?: boolean;
  /** Not before this; at once when left out. */
  due?: Date;
}

/** A file that goes with a message. */
export interface Attachment {
  name: string;
  mediaType: string;
  content: Buffer;
}

/** A message as a reader sees it, in both of its forms. */
export interface Message {
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  attachments?: readonly Attachment[];
}

/**
 * Writes the message of a mail when its turn has come; undefined when there is no longer a reason to send it. It may run again for the
 * same mail after an attempt that failed.
 */
export type Renderer = (db: Db, payload: Record<string, string>, now: Date) => Promise<Message | undefined>;
