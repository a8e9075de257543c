"use client";

import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartData,
  type ChartOptions,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";
import { Chart as ReactChart } from "react-chartjs-2";
import { addDays, daysBetween } from "@/lib/calendar/day";
import type { Interval } from "@/lib/calendar/interval";
import type { UsagePoint } from "@/lib/usage/series";
import { type ChartTheme, useChartTheme } from "./chart-theme";
import { fillPattern } from "./fill-pattern";
import { compactNumber, pointWords, SERIES, type SeriesMeasure, tickWords, wholeNumber } from "./words";

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

export interface UsageChartProps {
  points: UsagePoint[];
  interval: Interval;
  cumulative: boolean;
  hidden: readonly SeriesMeasure[];
  /** The sentence that stands for the picture. */
  label: string;
}

/** Draws what it is given: cumulative lines, or bars per interval. No fetching, no sums; the table says the same in text. */
export function UsageChart({ points, interval, cumulative, hidden, label }: UsageChartProps) {
  const theme = useChartTheme();
  const shown = SERIES.filter(({ measure }) => !hidden.includes(measure));
  const data: ChartData<"bar" | "line", number[], string> = {
    labels: points.map(({ start }) => start),
    datasets: shown.map((series) => ({
      label: series.label,
      data: points.map((point) => point[series.measure]),
      ...(cumulative ? lineStyle(series, points, theme) : barStyle(series, points, theme)),
    })),
  };
  return (
    <ReactChart
      // A chart that changes its type is another chart.
      key={cumulative ? "lines" : "bars"}
      type={cumulative ? "line" : "bar"}
      role="img"
      aria-label={label}
      data={data}
      options={chartOptions(points, interval, cumulative, theme)}
    />
  );
}

type Series = (typeof SERIES)[number];

function lineStyle({ measure, dash }: Series, points: UsagePoint[], theme: ChartTheme) {
  const colour = theme.series[measure];
  const partial = (index: number) => points[index]?.partial === true && index === points.length - 1;
  return {
    type: "line" as const,
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2,
    borderDash: [...dash],
    pointRadius: points.length === 1 ? 4 : 0,
    pointHoverRadius: 5,
    pointHitRadius: 12,
    tension: 0,
    segment: {
      borderColor: ({ p1DataIndex }: { p1DataIndex: number }) => (partial(p1DataIndex) ? `${colour}80` : undefined),
    },
  };
}

function barStyle({ measure }: Series, points: UsagePoint[], theme: ChartTheme) {
  const colour = theme.series[measure];
  return {
    type: "bar" as const,
    backgroundColor: points.map(({ partial }) => fillPattern(measure, colour, partial === true)),
    borderColor: colour,
    borderWidth: points.length > 120 ? 0 : 1,
    stack: "kinds",
    maxBarThickness: 48,
    categoryPercentage: 0.9,
    barPercentage: 0.92,
  };
}

function chartOptions(
  points: UsagePoint[],
  interval: Interval,
  cumulative: boolean,
  theme: ChartTheme,
): ChartOptions<"bar" | "line"> {
  const [first, last] = [points[0]?.start, points.at(-1)?.start];
  const long = first !== undefined && last !== undefined && daysBetween(first, addDays(last, 1)) > 300;
  const grid = { color: theme.line, drawTicks: false };
  return {
    responsive: true,
    maintainAspectRatio: false,
    // Figures that move while they are read are hard to read.
    animation: false,
    interaction: { mode: "index", intersect: false },
    font: { family: theme.font },
    scales: {
      x: {
        stacked: !cumulative,
        grid: { display: false },
        border: { color: theme.line },
        ticks: {
          color: theme.inkSoft,
          font: { family: theme.font, size: 12 },
          maxTicksLimit: 8,
          maxRotation: 0,
          autoSkipPadding: 16,
          callback: (_, i) => tickWords(points[i]?.start ?? "", interval, long),
        },
      },
      y: {
        stacked: !cumulative,
        beginAtZero: true,
        suggestedMax: 4,
        grid,
        border: { display: false },
        ticks: {
          color: theme.inkSoft,
          font: { family: theme.font, size: 12 },
          padding: 8,
          precision: 0,
          maxTicksLimit: 6,
          callback: (value) => compactNumber(Number(value)),
        },
      },
    },
    plugins: {
      tooltip: {
        backgroundColor: theme.panel,
        borderColor: theme.lineStrong,
        borderWidth: 1,
        titleColor: theme.ink,
        bodyColor: theme.ink,
        footerColor: theme.inkSoft,
        titleFont: { family: theme.font, size: 13 },
        bodyFont: { family: theme.font, size: 13 },
        footerFont: { family: theme.font, size: 12, weight: "normal" },
        padding: 10,
        boxPadding: 4,
        callbacks: {
          title: (items) => {
            const point = points[items[0]?.dataIndex ?? -1];
            return point ? `${cumulative ? "Through " : ""}${pointWords(point.start, interval)}` : "";
          },
          label: (item) => ` ${item.dataset.label}: ${wholeNumber(Number(item.parsed.y))}`,
          footer: (items) => {
            const total = items.reduce((sum, item) => sum + Number(item.parsed.y), 0);
            const partial = points[items[0]?.dataIndex ?? -1]?.partial;
            return `Total ${wholeNumber(total)}${partial ? "\nNot a whole interval, or still counting" : ""}`;
          },
        },
      },
    },
  };
}
