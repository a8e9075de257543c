import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import form from "@/app/_forms/form.module.css";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import { OfficeField } from "@/app/_people/office-field";
import { personSeen } from "@/app/_people/people-form";
import { PeopleNotice } from "@/app/_people/people-states";
import { requirePerson } from "@/app/_people/person";
import { PersonForms } from "@/app/_people/person-forms";
import { RolesHeld } from "@/app/_people/roles-held";
import { shownLink } from "@/app/_people/shown-link";
import { isAdministrator } from "@/lib/people/may";
import { knownAs } from "@/lib/people/visitor";

export const metadata: Metadata = { title: "A person", robots: { index: false } };

/** What one person may do, and what an administrator may do with their account. */
export default async function PersonPage({ params, searchParams }: PageProps<"/desk/people/[id]">) {
  const { id } = await params;
  const by = await requirePerson(`/desk/people/${id}`);
  const person = await personSeen(by, id);
  if (!person) notFound();
  const { state } = await searchParams;
  return (
    <>
      <DeskHead person={by} />
      <p className={page.meta}>
        <Link prefetch={false} href="/desk/people">
          People
        </Link>
      </p>
      <h1 className={page.title}>{person.name}</h1>
      <p className={page.lead}>{knownAs(person)}</p>
      <PeopleNotice state={state} link={await shownLink()} />
      <div className={page.prose}>
        <h2>Roles</h2>
        <RolesHeld by={by} person={person} />
        <form className={form.form} method="post" action={`/desk/people/${person.id}/give`}>
          <OfficeField grants={by.grants} id="office" />
          <button type="submit" className={form.second}>
            Give the role
          </button>
        </form>
        {isAdministrator(by.grants) && <PersonForms person={person} self={person.id === by.id} />}
      </div>
    </>
  );
}
