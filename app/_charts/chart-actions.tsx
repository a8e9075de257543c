"use client";

import { type MouseEvent, useState } from "react";
import type { Picture } from "./chart-picture";
import styles from "./metrics.module.css";
import { ViewLink } from "./view-link";

/** What a reader may take along of the drawing nearest before it, within one `data-chart`: the figures, the picture, the link. */
export function ChartActions({
  name,
  csvHref,
  picture,
  frozenHref,
}: {
  /** Of the files, without their endings. */
  name: string;
  /** None where the figures are not for everybody to take along. */
  csvHref: string | undefined;
  /** What stands around the drawing in its picture. */
  picture: Picture | (() => Promise<Picture>);
  frozenHref?: string | undefined;
}) {
  const [said, setSaid] = useState("");
  const savePicture = async ({ currentTarget }: MouseEvent) => {
    const chart = currentTarget.closest("[data-chart]")?.querySelector("canvas, svg[role=img]") ?? null;
    const { chartPicture } = await import("./chart-picture");
    const made = await chartPicture(chart, typeof picture === "function" ? await picture() : picture);
    if (!made) return setSaid("The chart is not drawn yet");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(made);
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
