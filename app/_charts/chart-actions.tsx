"use client";

import { useState } from "react";
import type { ArticleUsage } from "@/lib/usage/article-usage";
import type { PictureWords } from "./chart-picture";
import styles from "./metrics.module.css";
import { ViewLink } from "./view-link";

/** What a reader may take along: the figures, the picture, the link. */
export function ChartActions({
  usage,
  name,
  csvHref,
  words,
  frozenHref,
}: {
  usage: ArticleUsage;
  /** Of the files, without their endings. */
  name: string;
  /** None where the figures are not for everybody to take along. */
  csvHref: string | undefined;
  words: PictureWords;
  frozenHref: string | undefined;
}) {
  const [said, setSaid] = useState("");
  const savePicture = async () => {
    const { chartPicture } = await import("./chart-picture");
    const chart = document.querySelector<HTMLCanvasElement>("#metrics canvas");
    const picture = await chartPicture(chart, usage, words);
    if (!picture) return setSaid("The chart is not drawn yet");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(picture);
    link.download = `${name}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
    setSaid("Picture saved");
  };
  const copyLink = async () => {
    const { href } = window.location;
    try {
      await navigator.clipboard.writeText(href);
      setSaid("Link copied");
    } catch {
      setSaid(`This browser does not let pages copy; the link is ${href}`);
    }
  };
  return (
    <div className={styles.actions}>
      {csvHref && (
        <a href={csvHref} download={`${name}.csv`}>
          Download CSV
        </a>
      )}
      <button type="button" onClick={savePicture}>
        Download PNG
      </button>
      <button type="button" onClick={copyLink}>
        Copy link
      </button>
      {frozenHref && (
        <ViewLink href={frozenHref} plain>
          Freeze these dates
        </ViewLink>
      )}
      <span role="status" className={styles.said}>
        {said}
      </span>
    </div>
  );
}
