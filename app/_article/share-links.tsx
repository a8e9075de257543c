"use client";

import styles from "./cite.module.css";
import { CopyButton } from "./copy-button";

interface Props {
  doi: string;
  title: string;
  /** The address to share: the DOI's, which outlives ours. */
  url: string;
  citation: string;
}

/** Ordinary links: nothing of another site is loaded until a reader follows one. */
const NETWORKS: readonly [name: string, address: (title: string, url: string) => string][] = [
  ["Bluesky", (title, url) => `https://bsky.app/intent/compose?text=${title}%20${url}`],
  ["Facebook", (_, url) => `https://www.facebook.com/sharer/sharer.php?u=${url}`],
  ["LinkedIn", (_, url) => `https://www.linkedin.com/sharing/share-offsite/?url=${url}`],
  ["Mastodon", (title, url) => `https://mastodonshare.com/?text=${title}&url=${url}`],
  ["Reddit", (title, url) => `https://www.reddit.com/submit?url=${url}&title=${title}`],
  ["X", (title, url) => `https://x.com/intent/post?text=${title}&url=${url}`],
];

/** By e-mail, by link, and to networks. Sharing is an Investigation by COUNTER R5.1, and recorded as one. */
export function ShareLinks({ doi, title, url, citation }: Props) {
  const record = (part: string) => () => {
    const body = JSON.stringify({ doi, action: "share", part });
    navigator.sendBeacon?.("/api/usage", new Blob([body], { type: "application/json" }));
  };
  const [subject, address] = [encodeURIComponent(title), encodeURIComponent(url)];
  return (
    <ul className={styles.share}>
      <li>
        <a
          href={`mailto:?subject=${subject}&body=${encodeURIComponent(`${citation}\n${url}\n`)}`}
          onClick={record("mail")}
        >
          E-mail
        </a>
      </li>
      {NETWORKS.map(([name, addressOf]) => (
        <li key={name}>
          <a href={addressOf(subject, address)} rel="nofollow noopener noreferrer" onClick={record(name.toLowerCase())}>
            {name}
          </a>
        </li>
      ))}
      <li>
        <CopyButton text={url} what="the DOI link" words="Copy DOI link" />
      </li>
    </ul>
  );
}
