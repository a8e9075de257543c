"use client";

import { useEffect } from "react";
import { sendUsage } from "./send-usage";

/**
 * Records that a reader looks at an article, or has searched: once when the page is shown, not while it is only prerendered, and once more
 * when it comes back from the back/forward cache, which COUNTER counts as a click. Readers without scripts get a picture.
 */
export function RecordView({
  doi,
  action,
  again = false,
}: {
  /** Absent of a search, which is of the platform. */
  doi?: string;
  action: "abstract" | "fulltext" | "search";
  /** Without scripts, another view of the chart is another page: the article itself was not asked for again. */
  again?: boolean;
}) {
  useEffect(() => {
    const record = () => {
      sendUsage({ doi, action, referrer: document.referrer || undefined });
    };
    const onShow = (shown: PageTransitionEvent) => {
      if (shown.persisted) record();
    };
    // A timer of no length: an effect that React runs, undoes and runs again records once.
    const timer = setTimeout(() => {
      if ("prerendering" in document && document.prerendering) {
        document.addEventListener("prerenderingchange", record, { once: true });
      } else record();
    });
    window.addEventListener("pageshow", onShow);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pageshow", onShow);
      document.removeEventListener("prerenderingchange", record);
    };
  }, [doi, action]);
  if (again) return null;
  return (
    <noscript>
      {/* biome-ignore lint/performance/noImgElement: it records a view and shows nothing */}
      <img
        src={`/api/usage/pixel.gif?${doi === undefined ? "" : `doi=${encodeURIComponent(doi)}&`}action=${action}`}
        width={1}
        height={1}
        alt=""
        style={{ position: "absolute" }}
      />
    </noscript>
  );
}
