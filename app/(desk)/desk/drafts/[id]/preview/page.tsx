import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Abstract } from "@/app/_article/abstract";
import article from "@/app/_article/article.module.css";
import { Keywords } from "@/app/_article/keywords";
import { Licence } from "@/app/_article/licence";
import { ShareAndCite } from "@/app/_article/share-cite";
import { TitleBlock } from "@/app/_article/title-block";
import { Changes } from "@/app/_drafts/changes";
import styles from "@/app/_drafts/drafts.module.css";
import { findOwnDraft } from "@/app/_drafts/find-draft";
import form from "@/app/_forms/form.module.css";
import { FaultNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import { dayOf } from "@/lib/calendar/day";
import { previewDraft } from "@/lib/catalog/draft/draft";
import { previewedArticle } from "@/lib/catalog/draft/previewed";
import { sizeWords } from "@/lib/catalog/size-words";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";

export const metadata: Metadata = { title: "Preview", robots: { index: false } };

/** What a draft would change, and the article's page as it would be. */
export default async function PreviewPage({ params, searchParams }: PageProps<"/desk/drafts/[id]/preview">) {
  const { id } = await params;
  const { person, draft } = await findOwnDraft(id, "/preview");
  const { state } = await searchParams;
  const preview = await previewDraft(sharedDb(), readEnv().DATA_DIR, draft);
  // What is at fault is said where it can be mended.
  if (preview.kind !== "plan") redirect(`/desk/drafts/${draft.id}`);
  const { plan } = preview;
  const planned = previewedArticle(plan, draft.pdf, dayOf(new Date()));
  const pdf = planned.files.find(({ kind }) => kind === "pdf");
  return (
    <>
      <DeskHead person={person} />
      <h1 className={page.title}>Preview</h1>
      {state === "moved" && (
        <FaultNotice>The draft was changed after you looked at it. Look again, then publish.</FaultNotice>
      )}
      {plan.outcome === "added" && <p className={page.lead}>A new article of {draft.journal.title}.</p>}
      {plan.outcome === "changed" && <Changes changes={plan.changes} />}
      {plan.version !== undefined && (
        <p className={page.lead}>
          It becomes version {plan.version}; the version before stays available.
          {draft.fields.note.trim() && ` What is different: ${draft.fields.note.trim()}`}
        </p>
      )}
      {plan.outcome === "unchanged" && <p className={page.lead}>Nothing differs from what is on record.</p>}
      <div className={styles.buttons}>
        {plan.outcome !== "unchanged" && (
          <form method="post" action={`/desk/drafts/${draft.id}/publish`}>
            <input type="hidden" name="revision" value={draft.revision} />
            <button type="submit" className={form.button}>
              {plan.outcome === "added" ? "Publish the article" : "Publish the correction"}
            </button>
          </form>
        )}
        <p>
          <Link prefetch={false} href={`/desk/drafts/${draft.id}`}>
            Back to the form
          </Link>
        </p>
      </div>
      <article className={styles.sheet} aria-label="The article’s page as it would be">
        <TitleBlock article={planned}>
          <p className={article.files}>{pdf ? `PDF: ${pdf.name} [${sizeWords(pdf)}]` : "No PDF on record"}</p>
        </TitleBlock>
        <section className={article.section} aria-labelledby="abstract">
          <h2 id="abstract">Abstract</h2>
          {planned.abstract ? (
            <Abstract text={planned.abstract} />
          ) : (
            <p className={article.absent}>No abstract on record.</p>
          )}
        </section>
        <Keywords keywords={planned.keywords} />
        <Licence article={planned} />
        <ShareAndCite article={planned} />
      </article>
    </>
  );
}
