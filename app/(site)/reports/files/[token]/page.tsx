import { notFound } from "next/navigation";
import { linkMetadata } from "@/app/_forms/link-metadata";
import { Notice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import styles from "@/app/_reports/files.module.css";
import { linkSecret } from "@/app/_reports/link-secret";
import { minuteWords } from "@/lib/authors/letter/words";
import { sizeWords } from "@/lib/catalog/size-words";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";
import { factsOf } from "@/lib/reports/delivery/facts";
import { linkedFiles } from "@/lib/reports/delivery/linked-files";
import { untilWords, whoseWords } from "@/lib/reports/delivery/words";

export const metadata = linkMetadata("Files of a report");

/** The files of a report, for whoever has the link: what each is, and by what it is known again. */
export default async function ReportFilesPage({ params }: PageProps<"/reports/files/[token]">) {
  const { token } = await params;
  const found = await linkedFiles(sharedDb(), await linkSecret(), token, new Date());
  if (found.kind !== "open") notFound();
  const { row, files, expires } = found;
  const { run } = row;
  const { title, periodWords } = factsOf(run.facts);
  return (
    <>
      <p className={page.meta}>
        <bdi>{whoseWords(row, siteUrl(readEnv()))}</bdi>
      </p>
      <h1 className={page.title}>
        <bdi>{run.name}</bdi>
      </h1>
      <p className={page.lead}>{[title, periodWords].filter(Boolean).join(" · ")}</p>
      {run.provisional && (
        <Notice>Provisional: its period was not counted whole when it was made. The figures may still change.</Notice>
      )}
      <section aria-labelledby="files-title">
        <h2 id="files-title">Files</h2>
        <ul className={styles.files}>
          {files.map(({ format, name, bytes, sha256 }) => (
            <li key={format}>
              <a className={styles.get} href={`/reports/files/${token}/${format}`} rel="nofollow">
                {name}
              </a>
              <p className={styles.facts}>
                {format.toUpperCase()}, {sizeWords({ bytes })}
              </p>
              <p className={styles.facts}>
                SHA-256: <code>{sha256}</code>
              </p>
            </li>
          ))}
        </ul>
      </section>
      <p className={page.rule}>
        Open until {untilWords(expires)}, to whoever has this link.
        {run.countedThrough && ` Counted through ${minuteWords(run.countedThrough)}, readers alone, by COUNTER R5.1.`}{" "}
        How often files are taken is counted; who takes them is not kept.
      </p>
    </>
  );
}
