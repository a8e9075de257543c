import { headers } from "next/headers";
import { notFound } from "next/navigation";
import styles from "@/app/_desk/desk.module.css";
import { oneOf } from "@/app/_desk/desk-view";
import { linkMetadata } from "@/app/_forms/link-metadata";
import { SampleNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { GuestFigures } from "@/app/_guest/guest-figures";
import { guestTitle } from "@/app/_guest/guest-title";
import { letIn } from "@/app/_guest/let-in";
import { guestPath } from "@/app/_guest/pass-cookie";
import { PasswordForm } from "@/app/_guest/password-form";
import { dayOf } from "@/lib/calendar/day";
import { dayWords } from "@/lib/usage/words";

type Props = PageProps<"/guest/[token]">;

export const metadata = linkMetadata("Shared figures");

/** Figures for whoever has the link, and nothing else. */
export default async function GuestPage({ params, searchParams }: Props) {
  const { token } = await params;
  const search = await searchParams;
  const came = await letIn(token, (await headers()).get("cookie"));
  if (!came) notFound();
  const { link, asks } = came;
  const path = guestPath(token);
  if (asks) return <PasswordForm action={`${path}/enter`} state={oneOf(search, "state")} />;
  return (
    <>
      <p className={styles.above}>
        Shared with you: <bdi>{link.name}</bdi>
        {link.expires && `, until ${dayWords(dayOf(new Date(link.expires.getTime() - 1)))}`}
      </p>
      <h1 className={page.title}>{await guestTitle(link)}</h1>
      {link.journal.sample && <SampleNotice />}
      <GuestFigures link={link} path={path} search={search} />
    </>
  );
}
