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
import { memo, useState } from "react";
import { Chart as ReactChart } from "react-chartjs-2";
import { addDays, daysBetween } from "@/lib/calendar/day";
import type { Interval } from "@/lib/calendar/interval";
import type { UsagePoint } from "@/lib/usage/series";
import { pointWords, SERIES, type SeriesMeasure, tickWords, wholeNumber } from "@/lib/usage/words";
import { type Beside, besideTotals, besideWords } from "./beside";
import { figureAxis, stepAxis, tickLook, tooltipLook } from "./chart-look";
import { type ChartTheme, useChartTheme } from "./chart-theme";
import { COUNTING_BAND } from "./counting-band";
import { fillPattern } from "./fill-pattern";
import { marksOf, NOTED_DAYS, type NotedDay, notesAt, type PlacedMark } from "./noted-days";
import { NotedMarks } from "./noted-marks";
import { type PointState, STATE_WORDS } from "./point-state";

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
  /** What each point's figures are. */
  states: PointState[];
  interval: Interval;
  cumulative: boolean;
  hidden: readonly SeriesMeasure[];
  /** Days marked by their numbers in the list beside the chart. */
  noted: readonly NotedDay[];
  beside?: Beside | undefined;
  /** The sentence that stands for the picture. */
  label: string;
}

/** Draws what it is given: cumulative lines, or bars per interval. No fetching, no sums; the table says the same in text. */
export const UsageChart = memo(function UsageChart({
  points,
  states,
  interval,
  cumulative,
  hidden,
  noted,
  beside,
  label,
}: UsageChartProps) {
  const theme = useChartTheme();
  const [placed, setPlaced] = useState<readonly PlacedMark[]>([]);
  const shown = SERIES.filter(({ measure }) => !hidden.includes(measure));
  const data: ChartData<"bar" | "line", (number | null)[], string> = {
    labels: points.map(({ start }) => start),
    datasets: [
      ...shown.map((series) => ({
        label: series.label,
        // What is not counted yet is not zero: the line ends, the bar is not there.
        data: points.map((point, i) => (states[i] === "waiting" ? null : point[series.measure])),
        ...(cumulative ? lineStyle(series, states, theme) : barStyle(series, states, theme)),
      })),
      ...(beside
        ? [
            besideLine(
              beside,
              points.length,
              shown.map(({ measure }) => measure),
              theme,
            ),
          ]
        : []),
    ],
  };
  return (
    <>
      <ReactChart
        // A chart that changes its type is another chart; its plugins are fixed when it is made.
        key={`${cumulative ? "lines" : "bars"} ${theme.panel}`}
        type={cumulative ? "line" : "bar"}
        role="img"
        data-theme={theme.dark ? "dark" : "light"}
        aria-label={label}
        data={data}
        options={chartOptions(points, states, interval, cumulative, noted, theme, beside, setPlaced)}
        plugins={[COUNTING_BAND, NOTED_DAYS]}
      />
      <NotedMarks placed={placed} noted={noted} />
    </>
  );
});

type Series = (typeof SERIES)[number];

function lineStyle({ measure, dash }: Series, states: readonly PointState[], theme: ChartTheme) {
  const colour = theme.series[measure];
  const counted = states.filter((state) => state !== "waiting").length;
  return {
    type: "line" as const,
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2,
    borderDash: [...dash],
    pointRadius: counted === 1 ? 4 : 0,
    pointHoverRadius: 5,
    pointHitRadius: 12,
    tension: 0,
    segment: {
      borderColor: ({ p1DataIndex }: { p1DataIndex: number }) =>
        states[p1DataIndex] === "counting" ? `${colour}80` : undefined,
    },
  };
}

/** The days before, as one dashed line over the stacks. */
function besideLine(beside: Beside, length: number, shown: readonly SeriesMeasure[], theme: ChartTheme) {
  return {
    type: "line" as const,
    label: beside.label,
    data: besideTotals(beside, length, shown),
    borderColor: theme.inkSoft,
    backgroundColor: theme.inkSoft,
    borderWidth: 1.5,
    borderDash: [5, 4],
    pointRadius: length === 1 ? 4 : 0,
    pointHoverRadius: 4,
    pointHitRadius: 12,
    tension: 0,
    // Over the bars, and not stacked on them.
    order: -1,
    stack: "beside",
  };
}

function barStyle({ measure }: Series, states: readonly PointState[], theme: ChartTheme) {
  const colour = theme.series[measure];
  return {
    type: "bar" as const,
    backgroundColor: states.map((state) => fillPattern(measure, colour, state !== "whole")),
    borderColor: colour,
    borderWidth: states.length > 120 ? 0 : 1,
    stack: "kinds",
    maxBarThickness: 48,
    categoryPercentage: 0.9,
    barPercentage: 0.92,
  };
}

function chartOptions(
  points: UsagePoint[],
  states: readonly PointState[],
  interval: Interval,
  cumulative: boolean,
  noted: readonly NotedDay[],
  theme: ChartTheme,
  beside: Beside | undefined,
  place: (marks: PlacedMark[]) => void,
): ChartOptions<"bar" | "line"> {
  const [first, last] = [points[0]?.start, points.at(-1)?.start];
  const long = first !== undefined && last !== undefined && daysBetween(first, addDays(last, 1)) > 300;
  const axis = figureAxis(theme);
  const marks = marksOf(
    noted,
    points.map(({ start }) => start),
  );
  return {
    responsive: true,
    maintainAspectRatio: false,
    // Figures that move while they are read are hard to read.
    animation: false,
    // Room for the words of the counting band, and below them for the numbers of noted days.
    layout: { padding: { top: theme.size * (noted.length > 0 ? 3 : 1.5) } },
    interaction: { mode: "index", intersect: false },
    font: { family: theme.font },
    scales: {
      x: {
        stacked: !cumulative,
        ...stepAxis(theme),
        ticks: {
          ...tickLook(theme),
          maxTicksLimit: 8,
          maxRotation: 0,
          autoSkipPadding: 16,
          callback: (_, i) => tickWords(points[i]?.start ?? "", interval, long),
        },
      },
      y: {
        stacked: !cumulative,
        ...axis,
        ticks: { ...axis.ticks, precision: 0 },
      },
    },
    plugins: {
      countingBand: {
        states,
        bars: !cumulative,
        ink: theme.inkSoft,
        line: theme.lineStrong,
        font: `${theme.size}px ${theme.font}`,
      },
      notedDays: {
        marks,
        place,
        ink: theme.inkSoft,
        panel: theme.panel,
        font: `${theme.size - 1}px ${theme.font}`,
      },
      tooltip: {
        ...tooltipLook(theme),
        callbacks: {
          title: (items) => {
            const point = points[items[0]?.dataIndex ?? -1];
            return point ? `${cumulative ? "Through " : ""}${pointWords(point.start, interval)}` : "";
          },
          label: (item) => ` ${item.dataset.label}: ${wholeNumber(Number(item.parsed.y))}`,
          footer: (items) => {
            const own = items.filter((item) => item.dataset.label !== beside?.label);
            const total = own.reduce((sum, item) => sum + Number(item.parsed.y), 0);
            const at = items[0]?.dataIndex ?? -1;
            const words = STATE_WORDS[states[at] ?? "whole"];
            const before = items.find((item) => item.dataset.label === beside?.label);
            return [
              `Total ${wholeNumber(total)}${words && `, ${words}`}`,
              ...(before ? [besideWords(total, Number(before.parsed.y))] : []),
              ...notesAt(at, marks, noted),
            ];
          },
        },
      },
    },
  };
}
