import page from "@/app/_frame/page.module.css";
import { readEnv } from "@/lib/env";

/** For links to files that never were, and for those that are over: nobody can tell by guessing which. */
export function NothingHere() {
  const { REPORT_LINK_DAYS: days } = readEnv();
  return (
    <div className={page.lost}>
      <h1 className={page.title}>This link opens nothing any more</h1>
      <p>
        Links to the files of a report are good for {days} {days === 1 ? "day" : "days"}. This one is over, or it is not
        whole: look whether all of it came along from the mail.
      </p>
      <p>Whoever sends you the reports can send it again.</p>
    </div>
  );
}
