"use client";

import { Chart, Filler, LinearScale, LineController, LineElement, PointElement, Tooltip } from "chart.js";
import { memo } from "react";
import { Line } from "react-chartjs-2";
import type { Comparison } from "@/lib/usage/standings";
import { ordinal, wholeNumber } from "@/lib/usage/words";
import { figureAxis, stepAxis, tickLook, tooltipLook } from "./chart-look";
import { useChartTheme } from "./chart-theme";

Chart.register(Filler, LinearScale, LineController, LineElement, PointElement, Tooltip);

/** An article's line on the band of the articles of its journal, by age. The table beside it says the same. */
export const StandingChart = memo(function StandingChart({
  points,
  label,
}: {
  points: readonly Comparison[];
  /** The sentence that stands for the picture. */
  label: string;
}) {
  const theme = useChartTheme();
  const of = (figure: (point: Comparison) => number) => points.map((point) => ({ x: point.age, y: figure(point) }));
  const plain = { pointRadius: 0, pointHitRadius: 12, tension: 0 };
  const ticks = tickLook(theme);
  const axis = figureAxis(theme);
  return (
    <Line
      key={theme.panel}
      role="img"
      data-theme={theme.dark ? "dark" : "light"}
      aria-label={label}
      data={{
        datasets: [
          {
            ...plain,
            label: "This article",
            data: of(({ total }) => total),
            borderColor: theme.series.abstractViews,
            backgroundColor: theme.series.abstractViews,
            borderWidth: 2.5,
            pointRadius: points.length === 1 ? 4 : 0,
            pointHoverRadius: 5,
          },
          {
            ...plain,
            label: "Median",
            data: of(({ median }) => median),
            borderColor: theme.inkSoft,
            backgroundColor: theme.inkSoft,
            borderWidth: 1.5,
            borderDash: [5, 4],
          },
          {
            ...plain,
            label: "90th percentile",
            data: of(({ ninetieth }) => ninetieth),
            borderColor: theme.lineStrong,
            borderWidth: 1,
            backgroundColor: `${theme.lineStrong}40`,
            fill: "+1",
          },
          {
            ...plain,
            label: "10th percentile",
            data: of(({ tenth }) => tenth),
            borderColor: theme.lineStrong,
            backgroundColor: theme.lineStrong,
            borderWidth: 1,
          },
        ],
      }}
      options={{
        responsive: true,
        maintainAspectRatio: false,
        animation: false,
        interaction: { mode: "index", intersect: false },
        scales: {
          x: {
            type: "linear",
            min: 0,
            max: Math.max(points.at(-1)?.age ?? 1, 1),
            ...stepAxis(theme),
            title: {
              display: true,
              text: "Age in days",
              ...ticks,
            },
            ticks: { ...ticks, maxTicksLimit: 9, precision: 0 },
          },
          y: { ...axis, ticks: { ...axis.ticks, precision: 0 } },
        },
        plugins: {
          legend: { display: false },
          tooltip: {
            ...tooltipLook(theme),
            callbacks: {
              title: (items) => `Day ${points[items[0]?.dataIndex ?? 0]?.age ?? 0}`,
              label: (item) => ` ${item.dataset.label}: ${wholeNumber(Number(item.parsed.y))}`,
              footer: (items) => {
                const point = points[items[0]?.dataIndex ?? -1];
                return point ? `${ordinal(point.percentile)} percentile of ${wholeNumber(point.articles)}` : "";
              },
            },
          },
        },
      }}
    />
  );
});
