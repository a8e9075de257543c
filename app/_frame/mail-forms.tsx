import type { Message } from "@/lib/mail/mail";
import styles from "./mail-forms.module.css";
import { Scroll } from "./scroll";

/** A mail as its reader would get it, in both of its forms. */
export function MailForms({ title, message: { subject, html, text } }: { title: string; message: Message }) {
  return (
    <>
      <p className={styles.subject}>
        Subject: <bdi>{subject}</bdi>
      </p>
      <div className={styles.both}>
        {/* Without a permission of any kind: what is in it runs nothing and leads nowhere. */}
        <iframe className={styles.frame} sandbox="" srcDoc={html} title={`${title}, as HTML`} />
        <Scroll className={styles.text} label={`${title}, as text`}>
          <pre>{text}</pre>
        </Scroll>
      </div>
    </>
  );
}
