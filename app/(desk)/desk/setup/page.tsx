import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import form from "@/app/_forms/form.module.css";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import { requirePerson } from "@/app/_people/person";
import { CheckList } from "@/app/_setup/check-list";
import { toldReader } from "@/lib/collector/reader-address";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { isAdministrator } from "@/lib/people/may";
import { runChecks } from "@/lib/setup/run-checks";
import { setupChecks } from "@/lib/setup/setup-checks";
import { instantWords } from "@/lib/usage/words";

export const metadata: Metadata = { title: "Set-up", robots: { index: false } };

/** How the parts of the installation stand, and what to do about those that do not. */
export default async function SetupPage({ searchParams }: PageProps<"/desk/setup">) {
  const person = await requirePerson("/desk/setup");
  if (!isAdministrator(person.grants)) notFound();
  const { state } = await searchParams;
  const env = readEnv();
  const sent = await headers();
  const header = (name: string) => sent.get(name) ?? undefined;
  const now = new Date();
  const reader = toldReader(header, {
    behindCollector: env.BEHIND_COLLECTOR === "1",
    trustedProxies: env.TRUSTED_PROXIES,
  });
  const checks = await runChecks(setupChecks(sharedDb(), env, now, { host: header("host"), reader }));
  return (
    <>
      <DeskHead person={person} />
      <h1 className={page.title}>Set-up</h1>
      <p className={page.lead}>Looked at {instantWords(now.toISOString())}; a command says the same: status --setup.</p>
      {state === "sent" && <GoodNotice>The test mail is on its way to {person.email}.</GoodNotice>}
      {state === "many" && <FaultNotice>You had many test mails within the hour. Try again later.</FaultNotice>}
      <CheckList checks={checks} />
      <p>
        What runs by the clock, and how it last went, is told job by job under{" "}
        <Link prefetch={false} href="/desk/jobs">
          Jobs
        </Link>
        .
      </p>
      <p>
        Who COUNTER reports are about and for:{" "}
        <Link prefetch={false} href="/desk/institutions">
          institutions with their addresses
        </Link>
        ,{" "}
        <Link prefetch={false} href="/desk/requestors">
          requestors with their keys
        </Link>{" "}
        and the{" "}
        <Link prefetch={false} href="/desk/counter">
          reports
        </Link>
        .
      </p>
      {env.SMTP_URL !== undefined && (
        <form method="post" action="/desk/setup/test-mail">
          <button type="submit" className={form.second}>
            Send me a test mail
          </button>
        </form>
      )}
    </>
  );
}
