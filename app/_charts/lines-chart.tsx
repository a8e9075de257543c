"use client";

import { CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip } from "chart.js";
import { memo } from "react";
import { Line as ReactLine } from "react-chartjs-2";
import { useChartTheme } from "./chart-theme";
import { lineDash, lineName } from "./line-marks";
import { compactNumber, wholeNumber } from "./words";

Chart.register(CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);

export interface Line {
  label: string;
  /** Null where nothing is known. */
  values: readonly (number | null)[];
}

/** Up to eight lines over the same steps: days in words, or ages. Draws what it is given; the table beside it says the same. */
export const LinesChart = memo(function LinesChart({
  steps,
  lines,
  label,
  under,
}: {
  steps: readonly string[];
  lines: readonly Line[];
  label: string;
  /** What the steps are. */
  under: string;
}) {
  const theme = useChartTheme();
  const style = getComputedStyle(document.documentElement);
  const ticks = { color: theme.inkSoft, font: { family: theme.font, size: theme.size } };
  const alone = steps.length === 1;
  return (
    <ReactLine
      key={theme.panel}
      role="img"
      data-theme={theme.dark ? "dark" : "light"}
      aria-label={label}
      data={{
        labels: [...steps],
        datasets: lines.map((line, i) => {
          const colour = style.getPropertyValue(lineName(i)).trim();
          return {
            label: line.label,
            data: [...line.values],
            borderColor: colour,
            backgroundColor: colour,
            borderDash: [...lineDash(i)],
            borderWidth: 2,
            pointRadius: alone ? 4 : 0,
            pointHoverRadius: 5,
            pointHitRadius: 12,
            tension: 0,
          };
        }),
      }}
      options={{
        responsive: true,
        maintainAspectRatio: false,
        animation: false,
        interaction: { mode: "index", intersect: false },
        scales: {
          x: {
            grid: { display: false },
            border: { color: theme.line },
            title: { display: under !== "", text: under, ...ticks },
            ticks: { ...ticks, maxTicksLimit: 8, maxRotation: 0, autoSkipPadding: 16 },
          },
          y: {
            beginAtZero: true,
            suggestedMax: 4,
            grid: { color: theme.line, drawTicks: false },
            border: { display: false },
            ticks: { ...ticks, padding: 8, maxTicksLimit: 6, callback: (value) => compactNumber(Number(value)) },
          },
        },
        plugins: {
          legend: { display: false },
          tooltip: {
            backgroundColor: theme.panel,
            borderColor: theme.lineStrong,
            borderWidth: 1,
            titleColor: theme.ink,
            bodyColor: theme.ink,
            titleFont: { family: theme.font, size: theme.size + 1 },
            bodyFont: { family: theme.font, size: theme.size + 1 },
            padding: 10,
            boxPadding: 4,
            callbacks: {
              label: ({ dataset, parsed }) => ` ${dataset.label}: ${numberWords(Number(parsed.y))}`,
            },
          },
        },
      }}
    />
  );
});

const tenths = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const numberWords = (value: number): string => (Number.isInteger(value) ? wholeNumber(value) : tenths.format(value));
