import type { Metadata } from "next";
import Link from "next/link";
import styles from "@/app/_drafts/drafts.module.css";
import { FieldInput } from "@/app/_drafts/field-input";
import { findOwnDraft } from "@/app/_drafts/find-draft";
import { FORM_GROUPS, VERSION_GROUP } from "@/app/_drafts/form-fields";
import { Upload } from "@/app/_drafts/upload";
import form from "@/app/_forms/form.module.css";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import { articlePath } from "@/lib/catalog/article";
import { articleByDoi } from "@/lib/catalog/articles";
import { previewDraft } from "@/lib/catalog/draft/draft";
import { UPLOAD_FAULTS } from "@/lib/catalog/draft/pdf";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";

export const metadata: Metadata = { title: "Edit an article", robots: { index: false } };

/** The form that adds or corrects an article. It is one form: nothing typed is lost by uploading, and the other way round. */
export default async function DraftPage({ params, searchParams }: PageProps<"/desk/drafts/[id]">) {
  const { id } = await params;
  const { person, draft } = await findOwnDraft(id);
  const { state, upload, other } = await searchParams;
  const known = draft.corrects === null ? undefined : await articleByDoi(sharedDb(), draft.corrects);
  const uploadFault = UPLOAD_FAULTS.find((one) => one === upload);
  const { UPLOAD_MEGABYTES, DATA_DIR } = readEnv();
  // A form that was just opened is not scolded for what is not filled in yet.
  const begun = draft.revision > 1 || draft.corrects !== null;
  const preview = begun ? await previewDraft(sharedDb(), DATA_DIR, draft) : undefined;
  const faults = preview?.kind === "faults" ? preview.faults : {};
  const faulty = Object.keys(faults).length;
  return (
    <>
      <DeskHead person={person} />
      <h1 className={page.title}>{known ? "Correct an article" : "Add an article"}</h1>
      <p className={page.lead}>
        {known ? (
          <>
            <Link prefetch={false} href={articlePath(known.journal.issn, known)}>
              {known.title}
            </Link>{" "}
            in {draft.journal.title}.
          </>
        ) : (
          `To ${draft.journal.title}.`
        )}{" "}
        Nothing is public before you have seen the preview and published it.
      </p>
      {state === "saved" && <GoodNotice>The draft is saved.</GoodNotice>}
      {state === "moved" && (
        <FaultNotice>
          The draft was changed after you looked at it, and is not discarded. This is how it stands now.
        </FaultNotice>
      )}
      {state === "broken" && <FaultNotice>The form did not arrive whole. Nothing was changed; try again.</FaultNotice>}
      {state === "apart" && (
        <FaultNotice>
          Somebody else saved this draft while you were at it. What you typed is here, as a draft of its own; theirs is{" "}
          <Link prefetch={false} href={`/desk/drafts/${Number(other) || id}`}>
            there
          </Link>
          .
        </FaultNotice>
      )}
      {preview?.kind === "fault" && <FaultNotice>The article {preview.fault}.</FaultNotice>}
      {faulty > 0 && (
        <FaultNotice>
          {faulty === 1 ? "One field needs" : `${faulty} fields need`} another look:{" "}
          {FORM_GROUPS.flatMap(({ fields }) => fields)
            .filter(({ field }) => faults[field])
            .map(({ field, label }, i) => (
              <span key={field}>
                {i > 0 && ", "}
                <a href={`#${field}`}>{label}</a>
              </span>
            ))}
          .
        </FaultNotice>
      )}
      <form
        className={styles.form}
        method="post"
        action={`/desk/drafts/${draft.id}/save`}
        encType="multipart/form-data"
      >
        <input type="hidden" name="revision" value={draft.revision} />
        {(known ? [...FORM_GROUPS, VERSION_GROUP] : FORM_GROUPS).map(({ legend, fields }) => (
          <fieldset key={legend} className={styles.group}>
            <legend>{legend}</legend>
            {fields.map((one) => (
              <FieldInput
                key={one.field}
                of={one}
                value={draft.fields[one.field]}
                fault={faults[one.field]}
                fixed={one.field === "doi" && known !== undefined}
              />
            ))}
          </fieldset>
        ))}
        <Upload
          draft={draft}
          current={known?.files.find(({ kind }) => kind === "pdf")}
          megabytes={UPLOAD_MEGABYTES}
          fault={uploadFault}
        />
        <div className={styles.buttons}>
          <button type="submit" name="press" value="preview" className={form.button}>
            Preview
          </button>
          <button type="submit" name="press" value="save" className={form.second}>
            Save the draft
          </button>
        </div>
      </form>
      <form method="post" action={`/desk/drafts/${draft.id}/discard`} className={styles.discard}>
        <input type="hidden" name="revision" value={draft.revision} />
        <button type="submit" className={form.second}>
          Discard the draft
        </button>
      </form>
    </>
  );
}
