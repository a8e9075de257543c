import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { ArticleUsage } from "@/lib/usage/article-usage";

/** The usage API's answer: `sample` says that the figures are simulated. */
export type NamedUsage = ArticleUsage & { doi: string; sample?: boolean };

/** How a range is asked for. */
export interface Asking {
  /** It has no beginning of its own: all since recording began. */
  sinceRecords: boolean;
  /** It ends with the running day, whichever day that is when it is asked for. */
  followsToday: boolean;
  /** It holds the running day now, so that its figures grow. */
  live: boolean;
}

const OFTEN_MS = 3_000;
const SELDOM_MS = 60_000;
/** A page left open is asked for news less often when nothing happened for this long. */
const LIVELY_MS = 600_000;

/** The address of a series at the usage API; days that are not given follow the records and the running day. */
export function usageAddress(
  { doi, interval }: NamedUsage,
  days: { from?: string; to?: string },
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams({ ...days, interval, ...more });
  return `/api/usage/articles/${doi.split("/").map(encodeURIComponent).join("/")}?${query}`;
}

/**
 * The usage, replaced by newer figures while somebody looks at the page and the range holds the running day. A failed
 * look keeps what is shown. When a day turns, the server lays the range anew.
 */
export function useLiveUsage(initial: NamedUsage, asking: Asking): NamedUsage {
  const router = useRouter();
  const [news, setNews] = useState({ initial, usage: initial });
  const days = {
    ...(asking.sinceRecords ? {} : { from: initial.from }),
    ...(asking.followsToday ? {} : { to: initial.to }),
  };
  const address = asking.live ? usageAddress(initial, days) : undefined;
  useEffect(() => {
    if (!address) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lively = Date.now();
    let figures = JSON.stringify(initial.series);
    let shown = initial;
    const aborter = new AbortController();
    const look = async () => {
      if (document.visibilityState === "visible") {
        try {
          const response = await fetch(address, { cache: "no-cache", signal: aborter.signal });
          if (response.ok) {
            const fresh: NamedUsage = await response.json();
            if (fresh.to !== initial.to) return router.refresh();
            const seen = JSON.stringify(fresh.series);
            if (seen !== figures) lively = Date.now();
            // The same figures stay the same object: a chart that did not change is not drawn again.
            shown = seen === figures ? { ...fresh, series: shown.series } : fresh;
            figures = seen;
            setNews({ initial, usage: shown });
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
  }, [address, initial, router]);
  return news.initial === initial ? news.usage : initial;
}
