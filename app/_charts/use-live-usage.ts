import { useEffect, useState } from "react";
import { dayOf } from "@/lib/calendar/day";
import type { ArticleUsage } from "@/lib/usage/article-usage";

export type NamedUsage = ArticleUsage & { doi: string };

const OFTEN_MS = 3_000;
const SELDOM_MS = 60_000;
/** A page left open is asked for news less often when nothing happened for this long. */
const LIVELY_MS = 600_000;

/** The address of a series at the usage API. */
export const usageAddress = (usage: NamedUsage, since: boolean, more: Record<string, string> = {}): string => {
  const query = new URLSearchParams({
    ...(since ? {} : { from: usage.from }),
    to: usage.to,
    interval: usage.interval,
    ...more,
  });
  return `/api/usage/articles/${usage.doi.split("/").map(encodeURIComponent).join("/")}?${query}`;
};

/**
 * The usage, replaced by newer figures while somebody looks at the page and the range holds the running day. A failed
 * look keeps what is shown.
 */
export function useLiveUsage(initial: NamedUsage, since: boolean): NamedUsage {
  const [usage, setUsage] = useState(initial);
  const address = usageAddress(initial, since);
  const running = initial.to >= dayOf(new Date());
  useEffect(() => {
    if (!running) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lively = Date.now();
    let last = "";
    const aborter = new AbortController();
    const look = async () => {
      if (document.visibilityState === "visible") {
        try {
          const response = await fetch(address, { cache: "no-cache", signal: aborter.signal });
          if (response.ok) {
            const news: NamedUsage = await response.json();
            const figures = JSON.stringify(news.series);
            if (figures !== last) lively = Date.now();
            last = figures;
            setUsage(news);
          }
        } catch {
          // The network or the server is away: what is shown says itself through when it was counted.
        }
      }
      if (!aborter.signal.aborted) timer = setTimeout(look, Date.now() - lively < LIVELY_MS ? OFTEN_MS : SELDOM_MS);
    };
    const onVisible = () => {
      if (document.visibilityState !== "visible") return;
      clearTimeout(timer);
      void look();
    };
    timer = setTimeout(look, OFTEN_MS);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      aborter.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [address, running]);
  return usage;
}
