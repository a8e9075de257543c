import { journalRow } from "@/lib/catalog/sql/journals";
import type { Db } from "@/lib/db/connection";
import { wholeId } from "@/lib/desk/whole-id";
import { makeReports } from "@/lib/jobs/reports";
import { understood } from "@/lib/reports/definition/define";
import { askWords } from "@/lib/reports/made/ask";
import { askForRun, sendAgain } from "@/lib/reports/run/ask-run";
import { Rule } from "@/lib/reports/schedule/rule";
import { ruleWords } from "@/lib/reports/schedule/words";
import { allDefinitions, schedulesOf } from "@/lib/reports/sql/definitions";
import { runRow, runRows } from "@/lib/reports/sql/runs";
import { type Command, type Output, textOf, UsageError } from "./command";

const SHOWN = 50;

export const reports: Command = {
  name: "reports",
  summary: "List reports by schedule and what was made of them; make one, or send one again",
  help: `  reports list                    What is defined, for whom, and when it is next due
  reports runs [--journal ISSN]   The newest ${SHOWN} that were made, of a journal or of the platform
  reports make ID                 Make one now; it stands on its page and goes to nobody
  reports again RUN               Send one that was made once more to everybody it went to
  reports due                     Make and deliver what is due, from a timer on a host that starts Next itself
  Defining and scheduling is done at /desk/{issn}/reports. Making and sending is the running server's: what is asked here is begun within a minute.`,
  options: { journal: { type: "string" } },
  async run({ db, values, words: [verb, subject = ""], out }) {
    switch (verb) {
      case "list":
        return list(db, out);
      case "runs":
        return runs(db, textOf(values, "journal"), out);
      case "make": {
        const definition = (await allDefinitions(db)).find(({ id }) => id === wholeId(subject));
        if (!definition) throw new Error(`There is no report ${subject}; see: reports list`);
        const run = await askForRun(db, undefined, definition, "hand", new Date());
        return out.result({ run }, `“${definition.name}” is made within a minute, as ${run}.`);
      }
      case "again": {
        const run = /^[0-9a-f-]{36}$/.test(subject) ? await runRow(db, subject) : undefined;
        if (!run) throw new Error(`There is no run ${subject}; see: reports runs`);
        if (run.state !== "made") throw new Error(`${subject} is not made, and cannot be sent.`);
        const sent = await sendAgain(db, undefined, run, undefined, new Date());
        return out.result({ run: run.id, sent }, `“${run.name}” goes to ${sent} places once more.`);
      }
      case "due":
        await makeReports(db, new Date());
        return out.result({ done: true }, "What was due is made and on its way. Mail goes by: mail send");
      default:
        throw new UsageError("reports needs one of: list, runs, make, again, due");
    }
  },
};

async function list(db: Db, out: Output): Promise<void> {
  const rows = await allDefinitions(db);
  const schedules = await schedulesOf(
    db,
    rows.map(({ id }) => id),
  );
  const listed = await Promise.all(
    rows.map(async (row) => {
      const { ask } = understood(row);
      const mine = schedules.filter(({ definitionId }) => definitionId === row.id);
      return {
        ...{ id: row.id, name: row.name, issn: row.issn, period: row.period, formats: row.formats },
        of: ask ? await askWords(db, ask) : null,
        schedules: mine.map(({ rule, next, paused, targets }) => ({
          when: ruleWords(Rule.parse(rule)),
          next: paused ? null : next.toISOString(),
          to: targets.filter(({ left }) => left === null).map(({ kind, address }) => `${kind}:${address}`),
        })),
      };
    }),
  );
  const lines = listed.flatMap(({ id, name, issn, of, schedules: when }) => [
    `${id}\t${name}\t${issn ?? "platform"}\t${of ?? "not understood"}`,
    ...when.map(({ when: rule, next, to }) => `\t${rule}; next ${next ?? "when it is resumed"}; to ${to.join(", ")}`),
  ]);
  out.result({ reports: listed }, lines.length > 0 ? lines.join("\n") : "No report is defined.");
}

async function runs(db: Db, issn: string | undefined, out: Output): Promise<void> {
  const journal = issn === undefined ? undefined : await journalRow(db, issn);
  if (issn !== undefined && !journal) throw new Error(`There is no journal ${issn}`);
  const rows = await runRows(db, journal?.id ?? null, { limit: SHOWN });
  const made = rows.map(({ id, name, from, to, state, late, provisional, note, asked, slot, sent, deliveries }) => ({
    ...{ id, name, from, to, state, late, provisional, note, sent, deliveries },
    due: (slot ?? asked).toISOString(),
  }));
  const lines = made.map(
    (run) =>
      `${run.id}\t${run.due.slice(0, 16)}\t${run.state}${run.late ? ", late" : ""}${run.provisional ? ", provisional" : ""}\t${run.name}\t${run.from} to ${run.to}\tsent ${run.sent} of ${run.deliveries}${run.note ? `\t${run.note}` : ""}`,
  );
  out.result({ runs: made }, lines.length > 0 ? lines.join("\n") : "Nothing was made yet.");
}
