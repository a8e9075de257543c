import { useSyncExternalStore } from "react";
import { SERIES, type SeriesMeasure } from "@/lib/usage/words";

/** The colours of the page as a canvas needs them: computed, as it cannot read custom properties. */
export interface ChartTheme {
  /** Drawn for a dark page: on paper it is turned round. */
  dark: boolean;
  ink: string;
  inkSoft: string;
  line: string;
  lineStrong: string;
  panel: string;
  font: string;
  /** Height of its letters: three quarters of the page's. */
  size: number;
  series: Record<SeriesMeasure, string>;
}

let held: { signature: string; theme: ChartTheme } | undefined;

function readTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const signature = `${token("--ink")} ${token("--series-pdf")} ${style.fontSize}`;
  if (held?.signature !== signature) {
    const series = Object.fromEntries(SERIES.map(({ measure, colour }) => [measure, token(colour)]));
    const theme = {
      dark: style.colorScheme === "dark",
      ink: token("--ink"),
      inkSoft: token("--ink-soft"),
      line: token("--line"),
      lineStrong: token("--line-strong"),
      panel: token("--panel"),
      font: token("--sans"),
      size: Number.parseFloat(style.fontSize) * 0.75,
      series: series as Record<SeriesMeasure, string>,
    };
    held = { signature, theme };
  }
  return held.theme;
}

function subscribe(changed: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  dark.addEventListener("change", changed);
  // On paper the page is light, whatever it is on the screen.
  const paper = matchMedia("print");
  paper.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", changed);
    paper.removeEventListener("change", changed);
  };
}

/** Follows the theme: a chart is drawn anew when the page turns light or dark. */
export const useChartTheme = (): ChartTheme => useSyncExternalStore(subscribe, readTheme);
