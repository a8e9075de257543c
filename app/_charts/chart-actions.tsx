"use client";

import { useState } from "react";
import { chartPicture } from "./chart-picture";
import styles from "./metrics.module.css";
import { type NamedUsage, usageAddress } from "./use-live-usage";
import { dayWords, instantWords } from "./words";

/** What a reader may take along: the figures, the picture, the link. */
export function ChartActions({ usage, title }: { usage: NamedUsage; title: string }) {
  const [said, setSaid] = useState("");
  const name = `usage-${usage.doi.replace(/[^\w.-]+/g, "-")}-${usage.from}-${usage.to}`;
  const savePicture = async () => {
    const picture = await chartPicture(
      document.querySelector<HTMLCanvasElement>("#metrics canvas"),
      title,
      `${usage.doi} · ${dayWords(usage.from)} to ${dayWords(usage.to)}, UTC${usage.countedThrough ? ` · counted through ${instantWords(usage.countedThrough)}` : ""}`,
    );
    if (!picture) return setSaid("The chart is not drawn yet");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(picture);
    link.download = `${name}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
    setSaid("Picture saved");
  };
  const copyLink = () =>
    navigator.clipboard.writeText(window.location.href).then(
      () => setSaid("Link copied"),
      () => setSaid(`The browser does not let pages copy: ${window.location.href}`),
    );
  return (
    <div className={styles.actions}>
      <a href={usageAddress(usage, false, { format: "csv", about: "1" })} download={`${name}.csv`}>
        Download CSV
      </a>
      <button type="button" onClick={savePicture}>
        Download PNG
      </button>
      <button type="button" onClick={copyLink}>
        Copy link
      </button>
      <span role="status" className={styles.said}>
        {said}
      </span>
    </div>
  );
}
