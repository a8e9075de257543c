import { randomUUID } from "node:crypto";
import { erase, heldAbout } from "@/lib/alerts/held";
import { subscriptionRows } from "@/lib/alerts/sql/subscriptions";
import { articlesWithAddress, eraseAuthorAddress } from "@/lib/catalog/sql/author-addresses";
import type { Db } from "@/lib/db/connection";
import { readEnv } from "@/lib/env";
import { makeSender } from "@/lib/jobs/mail";
import { type MailAddress, parseMailAddress } from "@/lib/mail/address";
import { deleteMail, outboxRow, queueMail } from "@/lib/mail/sql/outbox";
import { TEST_MAIL } from "@/lib/mail/test-mail";
import { eraseOfReports, heldOfReports } from "@/lib/reports/delivery/held";
import { type Command, UsageError } from "./command";

export const subscribers: Command = {
  name: "subscribers",
  summary: "List who gets alerts; export or erase what is kept about an address; send a test mail",
  help: `  subscribers list              Show the confirmed subscriptions
  subscribers export ADDRESS    Print everything that is kept about an address, as JSON
  subscribers erase ADDRESS     Forget an address everywhere, mail that waits for it included
  subscribers test ADDRESS      Send a test mail now, and say what the mail server answered`,
  options: {},
  async run({ db, words, out }) {
    const [verb, written] = words;
    switch (verb) {
      case "list": {
        const rows = (await subscriptionRows(db)).map(({ subscription, journal, specialIssue }) => ({
          address: subscription.email,
          journal: journal.issn,
          specialIssue: specialIssue?.slug ?? null,
          frequency: subscription.frequency,
          confirmed: subscription.confirmed.toISOString(),
        }));
        const lines = rows.map(
          ({ address, journal, specialIssue, frequency, confirmed }) =>
            `${address}\t${journal}${specialIssue ? `/${specialIssue}` : ""}\t${frequency}\tsince ${confirmed.slice(0, 10)}`,
        );
        return out.result({ subscriptions: rows }, lines.length > 0 ? lines.join("\n") : "Nobody is subscribed.");
      }
      case "export": {
        const address = addressOf(written);
        const held = {
          ...(await heldAbout(db, address)),
          ...(await heldOfReports(db, address.key)),
          correspondingAuthorOf: await articlesWithAddress(db, address.key),
        };
        return out.result(held, JSON.stringify(held, null, 2));
      }
      case "erase": {
        const address = addressOf(written);
        const erased = {
          // Schedules first: what they would send meanwhile is then no longer to this address.
          reports: await eraseOfReports(db, address.key, new Date()),
          ...(await erase(db, address)),
          articles: await eraseAuthorAddress(db, address.key),
        };
        const said = `${erased.subscriptions} subscriptions, ${erased.unconfirmed} unconfirmed sign-ups, ${erased.reports} places of reports, ${erased.mail} mails and the address of ${erased.articles} articles`;
        return out.result({ address: address.key, erased }, `${address.key} is erased: ${said}.`);
      }
      case "test":
        return out.result(...(await test(db, addressOf(written))));
      default:
        throw new UsageError("subscribers needs a verb: list, export, erase or test");
    }
  },
};

function addressOf(written: string | undefined): MailAddress {
  const parsed = parseMailAddress(written ?? "");
  if (parsed.kind !== "address") throw new UsageError(`${written ?? "ADDRESS"}: must be an e-mail address`);
  return parsed.address;
}

/** Goes the way of every mail, but for waiting: one that cannot be sent now is taken back. */
async function test(db: Db, recipient: MailAddress): Promise<[object, string]> {
  const sender = makeSender(db, readEnv());
  if (!sender) throw new UsageError("SMTP_URL is not set: this site sends no mail.");
  const now = new Date();
  const key = `${TEST_MAIL}/${randomUUID()}`;
  const due = new Date(now.getTime() + 3_600_000);
  await queueMail(db, [{ kind: TEST_MAIL, key, recipient, payload: {}, due }], now);
  const outcome = await sender.sendOne(key);
  if (outcome?.state === "waiting") {
    const row = await outboxRow(db, key);
    await deleteMail(db, row ? [row.id] : []);
  }
  const answer = outcome?.reply ?? "no answer";
  if (outcome?.state !== "sent") throw new Error(`The test mail was not sent: ${answer}`);
  return [{ sent: recipient.email, answer }, `The mail server took the test mail to ${recipient.email}: ${answer}`];
}
