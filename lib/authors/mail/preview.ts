import { addDays, type Day } from "@/lib/calendar/day";
import { startOf } from "@/lib/calendar/interval";
import type { Db } from "@/lib/db/connection";
import type { Message } from "@/lib/mail/mail";
import { reachedMilestones } from "../reached";
import type { Wisher } from "../sql/mail";
import { ownArticleRows } from "../sql/own";
import { digestOf } from "./digest";
import { digestMail } from "./digest-mail";
import { milestonesMail } from "./milestones-mail";

/** A link in a preview ends nothing. */
const NO_TOKEN = Buffer.alloc(16);

/** What the mails would say: the digest of the month before the last whole day, and the highest milestone of all articles. */
export async function mailPreviews(
  db: Db,
  site: string,
  person: { id: number; name: string; email: string },
  { through, now }: { through: Day; now: Date },
): Promise<{ digest: Message | undefined; milestones: Message | undefined }> {
  const wisher: Wisher = {
    ...{ personId: person.id, name: person.name, email: person.email },
    ...{ digest: true, milestones: true, leaveToken: NO_TOKEN, changed: now },
  };
  const month = startOf("month", addDays(startOf("month", through), -1));
  const [digest, reached, articles] = await Promise.all([
    digestOf(db, person.id, month, { since: now, until: now }),
    reachedMilestones(db, person.id),
    ownArticleRows(db, person.id),
  ]);
  const highest = reached.toSorted((a, b) => b.milestone - a.milestone).slice(0, 1);
  return {
    digest: digest && digestMail(site, digest, wisher),
    milestones: milestonesMail(site, highest, articles, wisher),
  };
}
