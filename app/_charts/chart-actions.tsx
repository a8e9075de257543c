"use client";

import { useState } from "react";
import styles from "./metrics.module.css";
import { type NamedUsage, usageAddress } from "./use-live-usage";
import { ViewLink } from "./view-link";

/** What a reader may take along: the figures, the picture, the link. */
export function ChartActions({
  usage,
  title,
  sample,
  frozenHref,
}: {
  usage: NamedUsage;
  title: string;
  sample: boolean;
  frozenHref: string | undefined;
}) {
  const [said, setSaid] = useState("");
  const { from, to } = usage;
  const name = `usage-${usage.doi.replace(/[^\w.-]+/g, "-")}-${from}-${to}`;
  const savePicture = async () => {
    const { chartPicture } = await import("./chart-picture");
    const chart = document.querySelector<HTMLCanvasElement>("#metrics canvas");
    const picture = await chartPicture(chart, usage, title, sample);
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
      <a href={usageAddress(usage, { from, to }, { format: "csv", about: "1" })} download={`${name}.csv`}>
        Download CSV
      </a>
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
