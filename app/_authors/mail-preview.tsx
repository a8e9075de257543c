import page from "@/app/_frame/page.module.css";
import { Scroll } from "@/app/_frame/scroll";
import type { Message } from "@/lib/mail/mail";
import styles from "./authors.module.css";

/** A mail as its reader would get it, in its plain form. */
export function MailPreview({ title, message }: { title: string; message: Message | undefined }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {message ? (
        <>
          <p>
            Subject: <strong>{message.subject}</strong>
          </p>
          <Scroll className={styles.mail} label={`${title}, as text`}>
            <pre>{message.text}</pre>
          </Scroll>
        </>
      ) : (
        <p className={page.rule}>There is nothing to tell yet: no article, or no figure.</p>
      )}
    </section>
  );
}
