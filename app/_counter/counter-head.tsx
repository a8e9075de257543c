import Link from "next/link";
import desk from "@/app/_desk/desk.module.css";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import { mayReportInstitutions } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";

const TABS = [
  ["/desk/counter", "Reports"],
  ["/desk/institutions", "Institutions"],
  ["/desk/requestors", "Requestors"],
  ["/desk/counter/gaps", "Gaps"],
] as const;
export type CounterTab = (typeof TABS)[number][0];

/** The head of the pages of COUNTER reports, and of who they are about and for. */
export function CounterHead({ person, tab, title }: { person: Person; tab: CounterTab; title: string }) {
  const tabs = TABS.filter(([path]) => path === "/desk/counter" || mayReportInstitutions(person.grants));
  return (
    <>
      <DeskHead person={person} />
      <p className={desk.above}>COUNTER R5.1</p>
      <h1 className={page.title}>{title}</h1>
      {tabs.length > 1 && (
        <nav className={desk.tabs} aria-label="COUNTER">
          {tabs.map(([path, words]) => (
            <Link prefetch={false} key={path} href={path} aria-current={path === tab ? "page" : undefined}>
              {words}
            </Link>
          ))}
        </nav>
      )}
    </>
  );
}
