import { FEED_FORMATS } from "@/lib/catalog/feeds/feed";
import styles from "./page.module.css";

/** The feeds that follow a page. */
export function FeedLinks({ page }: { page: string }) {
  return (
    <p className={styles.links}>
      {FEED_FORMATS.map(({ id, name, mediaType }) => (
        <a key={id} href={`${page}/feed/${id}`} type={mediaType}>
          {name}
        </a>
      ))}
    </p>
  );
}
