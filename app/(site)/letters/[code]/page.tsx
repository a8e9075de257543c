import Link from "next/link";
import { notFound } from "next/navigation";
import authors from "@/app/_authors/authors.module.css";
import { Tiles } from "@/app/_desk/tiles";
import form from "@/app/_forms/form.module.css";
import { linkMetadata } from "@/app/_forms/link-metadata";
import { FaultNotice, SampleNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { FileVerdict } from "@/app/_letters/file-verdict";
import { RestatedTable } from "@/app/_letters/restated-table";
import { figuresHash } from "@/lib/authors/letter/figures";
import { letterOf, restatedSince, type Vouched } from "@/lib/authors/letter/verify";
import { sizeWords } from "@/lib/catalog/size-words";
import { sharedDb } from "@/lib/db/shared";
import { peersWords } from "@/lib/usage/peer-words";
import { dayWords, instantWords, ordinal, wholeNumber } from "@/lib/usage/words";

export const metadata = linkMetadata("A letter of impact");

/** What is said of whoever claimed the article. */
const CONFIRMED: Record<Vouched, string> = {
  still: ", whom the journal’s editors confirmed as one of its authors",
  once: ", whom the journal’s editors had confirmed as one of its authors when it was made",
  "taken-back": ", whom the journal’s editors had confirmed as one of its authors when it was made",
};

/** Where a letter's QR code leads: the figures as they were handed out, and what became of them since. */
export default async function LetterPage({ params, searchParams }: PageProps<"/letters/[code]">) {
  const { code } = await params;
  const db = sharedDb();
  const letter = await letterOf(db, code);
  if (!letter) notFound();
  const { figures, name, vouched, from, to, made, countedThrough, methodVersion, sha256, bytes } = letter;
  const { standing } = figures;
  const restated = await restatedSince(db, letter, new Date());
  const { file } = await searchParams;
  return (
    <>
      <p className={page.meta}>Letter of impact, made on {instantWords(made.toISOString())}</p>
      <h1 className={page.title}>
        <bdi>{figures.title}</bdi>
      </h1>
      <p className={page.lead}>
        {figures.journal} ·{" "}
        <Link prefetch={false} href={`/doi/${figures.doi}`}>
          {figures.doi}
        </Link>
        . Made for <bdi>{name}</bdi>
        {figures.by === "claim" ? CONFIRMED[vouched] : ", one of its authors"}.
      </p>
      {vouched === "taken-back" && (
        <FaultNotice>
          <strong>The journal’s editors took that back:</strong> they no longer say that <bdi>{name}</bdi> is one of its
          authors.
        </FaultNotice>
      )}
      {figures.sample && <SampleNotice />}
      <section aria-labelledby="figures-title">
        <h2 id="figures-title">As it was handed out</h2>
        <p className={page.rule}>
          {dayWords(from)} to {dayWords(to)} · counted through {instantWords(countedThrough.toISOString())} · method{" "}
          {methodVersion} · readers alone · days are UTC
        </p>
        <Tiles totals={figures.totals} before={undefined} compared={false} />
        <p>
          {standing
            ? `${ordinal(standing.percentile)} percentile of ${wholeNumber(standing.articles)} ${peersWords(standing.peers)} of ${figures.journal} at the same age (day ${wholeNumber(standing.age)}).`
            : "Fewer than 20 articles of the journal had a record that reached its age: too few for a comparison."}
        </p>
      </section>
      <section className={page.prose} aria-labelledby="since-title">
        <h2 id="since-title">Restated since</h2>
        {restated.length === 0 ? (
          <p>Nothing: every month of it is counted today as it was then.</p>
        ) : (
          <RestatedTable months={restated} />
        )}
      </section>
      <section className={page.prose} aria-labelledby="check">
        <h2 id="check">Is a file that you were given this letter?</h2>
        <FileVerdict sent={typeof file === "string" ? file : undefined} sha256={sha256} />
        <form method="post" action={`/letters/${code}/check`} encType="multipart/form-data" className={form.form}>
          <div className={`${form.field} ${authors.file}`}>
            <label htmlFor="file">The PDF you were given</label>
            <input id="file" name="file" type="file" accept="application/pdf,.pdf" required />
          </div>
          <button type="submit" className={form.button}>
            Compare
          </button>
        </form>
        <p>
          The file is compared by its hash, and not kept.{" "}
          <a href={`/letters/${code}/file`}>The letter as it was handed out</a> ({sizeWords({ bytes })}) has the SHA-256
        </p>
        <p className={authors.hash}>{sha256}</p>
        <p>and the figures in it</p>
        <p className={authors.hash}>{figuresHash(letter)}</p>
        <p>
          <Link prefetch={false} href="/how-we-count">
            How we count
          </Link>
        </p>
      </section>
    </>
  );
}
