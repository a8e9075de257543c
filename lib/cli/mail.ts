import { readEnv } from "@/lib/env";
import { mailAuthors, makeAlerts, sendMail } from "@/lib/jobs/mail";
import { outboxCounts, outboxRows, retryMail } from "@/lib/mail/sql/outbox";
import { type Command, UsageError } from "./command";

const SHOWN = 100;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const mail: Command = {
  name: "mail",
  summary: "Show mail that waits or went wrong; send what is due",
  help: `  mail list         Show mail that waits, failed or is uncertain, newest first, with what the mail server said
  mail retry ID     Try a mail again that failed or is uncertain; an uncertain one may then arrive twice
  mail send         Make the alerts and mails to authors that are due and send what waits, once: for hosts that run no jobs, from a timer`,
  options: {},
  async run({ db, words, out }) {
    const [verb, id = ""] = words;
    switch (verb) {
      case "list": {
        const rows = await outboxRows(db, ["waiting", "sending", "handing-over", "failed", "uncertain"], SHOWN);
        const mails = rows.map(({ id, kind, recipient, state, made, attempts, reply }) => ({
          ...{ id, kind, recipient, state, made: made.toISOString(), attempts, reply },
        }));
        const lines = mails.map((one) =>
          [one.id, one.state, one.kind, one.recipient ?? "forgotten", `made ${one.made}`, one.reply ?? ""].join("\t"),
        );
        return out.result({ mail: mails }, lines.length > 0 ? lines.join("\n") : "No mail waits, and none went wrong.");
      }
      case "retry":
        if (!UUID.test(id)) throw new UsageError("mail retry needs the ID that mail list shows");
        if (!(await retryMail(db, id, new Date()))) throw new Error(`No mail ${id} failed or is uncertain.`);
        return out.result({ retried: id }, `Mail ${id} waits to be sent again.`);
      case "send": {
        if (readEnv().SMTP_URL === undefined) throw new UsageError("SMTP_URL is not set: this site sends no mail.");
        await makeAlerts(db, new Date());
        await mailAuthors(db, new Date());
        let attempts = 0;
        for (let pass = await sendMail(db); pass > 0; pass = await sendMail(db)) attempts += pass;
        const { waiting, failed, uncertain } = await outboxCounts(db);
        const said = `${attempts} attempts; ${waiting} waiting, ${failed} failed, ${uncertain} uncertain.`;
        return out.result({ attempts, waiting, failed, uncertain }, said);
      }
      default:
        throw new UsageError("mail needs a verb: list, retry or send");
    }
  },
};
