import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { oneOf } from "@/app/_desk/desk-view";
import filter from "@/app/_desk/filter.module.css";
import form from "@/app/_forms/form.module.css";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import { OfficeField } from "@/app/_people/office-field";
import styles from "@/app/_people/people.module.css";
import { PeopleNotice } from "@/app/_people/people-states";
import { PeopleTable } from "@/app/_people/people-table";
import { requirePerson } from "@/app/_people/person";
import { sharedDb } from "@/lib/db/shared";
import { beginning } from "@/lib/db/storable";
import { readEnv } from "@/lib/env";
import { LONGEST_ADDRESS } from "@/lib/mail/address";
import { isAdministrator, journalsEdited } from "@/lib/people/may";
import { maySeePeople } from "@/lib/people/may-appoint";
import { LONGEST_NAME } from "@/lib/people/rules";
import { listedPeople } from "@/lib/people/sql/people-list";

export const metadata: Metadata = { title: "People", robots: { index: false } };

const A_PAGE = 50;
const HOLDING = [
  ["any", "With a role"],
  ["administrator", "Administrators"],
  ["editor", "Editors"],
  ["guest-editor", "Guest editors"],
  ["analyst", "Analysts"],
  ["none", "Without a role (authors)"],
  ["all", "Everybody"],
] as const;

/** Who may do what, and giving somebody a role. */
export default async function PeoplePage({ searchParams }: PageProps<"/desk/people">) {
  const by = await requirePerson("/desk/people");
  if (!maySeePeople(by.grants)) notFound();
  const asked = await searchParams;
  const administrator = isAdministrator(by.grants);
  const choices = HOLDING.filter(([value]) => administrator || !["administrator", "none", "all"].includes(value));
  const role = choices.find(([value]) => value === asked.role)?.[0] ?? "any";
  const words = beginning(oneOf(asked, "q") ?? "", LONGEST_NAME);
  const at = Math.min(Math.max(1, Math.floor(Number(asked.page)) || 1), 10_000);
  const found = await listedPeople(
    sharedDb(),
    { journals: journalsEdited(by.grants), words: words || undefined, role: role === "all" ? undefined : role },
    { limit: A_PAGE + 1, offset: (at - 1) * A_PAGE },
  );
  const pageAt = (number: number) =>
    `/desk/people?${new URLSearchParams({ role, ...(words && { q: words }), page: String(number) })}`;
  return (
    <>
      <DeskHead person={by} />
      <h1 className={page.title}>People</h1>
      <p className={page.lead}>
        {administrator
          ? "Everybody who may sign in, and what each may do."
          : "Who may do what in your journals. You may let others read; who may edit is an administrator’s to say."}
      </p>
      <PeopleNotice state={asked.state} />
      <search>
        <form action="/desk/people" className={filter.form}>
          <label className={filter.words}>
            Name, address or iD
            <input type="search" name="q" defaultValue={words} maxLength={LONGEST_NAME} />
          </label>
          <label>
            Who
            <select name="role" defaultValue={role}>
              {choices.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">Show</button>
        </form>
      </search>
      {found.length > 0 ? <PeopleTable people={found.slice(0, A_PAGE)} /> : <p>Nobody is like that.</p>}
      <nav className={styles.pages} aria-label="Pages">
        {at > 1 && (
          <Link prefetch={false} href={pageAt(at - 1)}>
            ← Before
          </Link>
        )}
        {found.length > A_PAGE && (
          <Link prefetch={false} href={pageAt(at + 1)}>
            More →
          </Link>
        )}
      </nav>
      <section className={page.prose} aria-labelledby="add">
        <h2 id="add">Add somebody</h2>
        <p>
          Somebody who is here already gets the role as well.{" "}
          {readEnv().SMTP_URL !== undefined
            ? "They are told by mail, with a link that signs in."
            : administrator
              ? "This site sends no mail: you are shown a link to hand over."
              : "This site sends no mail: an administrator makes the link that signs them in."}
        </p>
        <form className={form.form} method="post" action="/desk/people/add">
          <div className={form.field}>
            <label htmlFor="name">Name</label>
            <input
              id="name"
              name="name"
              maxLength={LONGEST_NAME}
              autoComplete="off"
              required
              defaultValue={oneOf(asked, "name")}
            />
          </div>
          <div className={form.field}>
            <label htmlFor="email">E-mail address</label>
            <input
              id="email"
              name="email"
              type="email"
              maxLength={LONGEST_ADDRESS}
              autoComplete="off"
              required
              defaultValue={oneOf(asked, "email")}
            />
          </div>
          <OfficeField grants={by.grants} id="office" chosen={oneOf(asked, "office")} />
          <button type="submit" className={form.button}>
            Add
          </button>
        </form>
      </section>
    </>
  );
}
