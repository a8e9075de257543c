import type { Metadata } from "next";
import { findSettings } from "@/app/_article/find-settings";
import { JournalHead } from "@/app/_desk/journal-head";
import drafts from "@/app/_drafts/drafts.module.css";
import { ElsewhereSnippets } from "@/app/_elsewhere/elsewhere-section";
import form from "@/app/_forms/form.module.css";
import { FaultNotice, GoodNotice, Notice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { Meanwhile } from "@/app/_settings/meanwhile";
import { openSettings } from "@/app/_settings/open-settings";
import { readSettings } from "@/app/_settings/read-settings";
import { SETTING_GROUPS, settingLabel } from "@/app/_settings/setting-groups";
import { SettingInput } from "@/app/_settings/setting-input";
import styles from "@/app/_settings/settings.module.css";
import { newestArticles } from "@/lib/catalog/articles";
import { sharedDb } from "@/lib/db/shared";
import { instantWords } from "@/lib/usage/words";

type Props = PageProps<"/desk/[issn]/settings">;

export const metadata: Metadata = { title: "Settings", robots: { index: false } };

/** What the editors of a journal set, in one form: nothing typed is lost, whatever is wrong with a part of it. */
export default async function SettingsPage({ params, searchParams }: Props) {
  const open = await openSettings((await params).issn);
  const search = await searchParams;
  const { journal } = open;
  const at = `/desk/${journal.issn}/settings`;
  const { texts, base, faults, kept, meanwhile, asOf } = await readSettings(open, search.since);
  const settings = await findSettings(journal.id);
  const [newest] =
    settings.badges || settings.embeds ? await newestArticles(sharedDb(), { journalId: journal.id }, 1) : [];
  const faulty = SETTING_GROUPS.flatMap(({ fields }) => fields).filter(({ name }) => faults[name]);
  const changedTo = (name: string): string | undefined => {
    const change = kept && texts[name as keyof typeof texts] !== base[name as keyof typeof base];
    const last = change ? meanwhile.findLast(({ detail }) => name in detail) : undefined;
    return (
      last && `${last.who} changed it meanwhile: ${last.detail[name]}. What you typed stands here; save to keep it.`
    );
  };
  return (
    <>
      <JournalHead open={open} tab="/settings" />
      <p className={page.lead}>What readers see of this journal’s figures, and how they are made.</p>
      {search.state === "saved" && <GoodNotice>The settings are saved.</GoodNotice>}
      {search.state === "same" && <GoodNotice>Nothing differed from what is on record.</GoodNotice>}
      {search.state === "discarded" && <GoodNotice>What was typed and not saved is thrown away.</GoodNotice>}
      {search.state === "broken" && (
        <FaultNotice>The form did not arrive whole. Nothing was changed; try again.</FaultNotice>
      )}
      {kept && <Notice>What you typed, last sent on {instantWords(kept)}, is below and not saved yet.</Notice>}
      {meanwhile.length > 0 && (
        <FaultNotice>
          <p>Somebody else changed settings since you opened the form; what you did not touch is as they left it.</p>
          <Meanwhile changes={meanwhile} />
        </FaultNotice>
      )}
      {faulty.length > 0 && (
        <FaultNotice>
          {faulty.length === 1 ? "One field needs" : `${faulty.length} fields need`} another look:{" "}
          {faulty.map(({ name }, i) => (
            <span key={name}>
              {i > 0 && ", "}
              <a href={`#${name}`}>{settingLabel(name)}</a>
            </span>
          ))}
          .
        </FaultNotice>
      )}
      <form className={`${drafts.form} ${styles.form}`} method="post" action={`${at}/save`}>
        <input type="hidden" name="base" value={JSON.stringify(base)} />
        <input type="hidden" name="as-of" value={asOf} />
        {SETTING_GROUPS.map(({ id, legend, note, fields }) => (
          <fieldset key={id} id={id} className={drafts.group}>
            <legend>{legend}</legend>
            {note && <p className={styles.note}>{note}</p>}
            {fields.map((field) => (
              <SettingInput
                key={field.name}
                field={field}
                text={texts[field.name]}
                fault={faults[field.name]}
                changed={changedTo(field.name)}
              />
            ))}
            {id === "mails" && (
              <button type="submit" name="press" value="preview" className={form.second}>
                Preview the mails
              </button>
            )}
          </fieldset>
        ))}
        <div className={drafts.buttons}>
          <button type="submit" name="press" value="save" className={form.button}>
            Save the settings
          </button>
        </div>
      </form>
      {newest && (settings.badges || settings.embeds) && (
        <section aria-labelledby="elsewhere">
          <h2 id="elsewhere" className={drafts.heading}>
            For pages of other sites
          </h2>
          <p className={styles.note}>
            As for the newest article; every article’s page of metrics has its own. docs/embedding.md says more.
          </p>
          <ElsewhereSnippets article={newest} issn={journal.issn} settings={settings} />
        </section>
      )}
      {kept && (
        <form method="post" action={`${at}/discard`} className={drafts.discard}>
          <button type="submit" className={form.second}>
            Throw away what is not saved
          </button>
        </form>
      )}
    </>
  );
}
