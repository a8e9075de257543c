import { compactNumber } from "@/lib/usage/words";
import type { ChartTheme } from "./chart-theme";

/** How the words of an axis look. */
export const tickLook = (theme: ChartTheme) => ({
  color: theme.inkSoft,
  font: { family: theme.font, size: theme.size },
});

/** The axis of figures: from zero, and never so short that one access fills it. */
export const figureAxis = (theme: ChartTheme) => ({
  beginAtZero: true,
  suggestedMax: 4,
  grid: { color: theme.line, drawTicks: false },
  border: { display: false },
  ticks: {
    ...tickLook(theme),
    padding: 8,
    maxTicksLimit: 6,
    callback: (value: string | number) => compactNumber(Number(value)),
  },
});

/** The axis of days or ages under it. */
export const stepAxis = (theme: ChartTheme) => ({ grid: { display: false }, border: { color: theme.line } });

/** A tooltip in the page's own colours and letters. */
export const tooltipLook = (theme: ChartTheme) => ({
  backgroundColor: theme.panel,
  borderColor: theme.lineStrong,
  borderWidth: 1,
  titleColor: theme.ink,
  bodyColor: theme.ink,
  footerColor: theme.inkSoft,
  titleFont: { family: theme.font, size: theme.size + 1 },
  bodyFont: { family: theme.font, size: theme.size + 1 },
  footerFont: { family: theme.font, size: theme.size, weight: "normal" as const },
  padding: 10,
  boxPadding: 4,
});
