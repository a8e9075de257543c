import Link from "next/link";
import type { Journal } from "@/lib/catalog/article";
import { dataPath } from "@/lib/reports/open-data/address";
import { Section } from "./section";

/** More journals than this are found from the list of all. */
const NAMED = 12;

/** Where the figures are to be had as files, and by which rules. */
export function DataSection({ journals }: { journals: readonly Pick<Journal, "id" | "issn" | "title">[] }) {
  return (
    <Section id="data" title="The figures as open data">
      <p>
        Journals that show their figures publish each complete month as a file for everybody (CC0): a row an article,
        with its SHA-256 and what each column means. Pages, usage API and files tell the same. When figures of a month
        change after all, the same address leads to a new file, and the journal’s page of data says when and why.
      </p>
      {journals.length === 0 && <p>No journal here publishes its figures yet.</p>}
      {journals.length > NAMED && (
        <p>
          “Open data” is at the foot of every page of{" "}
          <Link prefetch={false} href="/">
            a journal
          </Link>{" "}
          that does.
        </p>
      )}
      {journals.length > 0 && journals.length <= NAMED && (
        <ul>
          {journals.map(({ id, issn, title }) => (
            <li key={id}>
              <Link prefetch={false} href={dataPath(issn)}>
                <bdi>{title}</bdi>: open data
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
