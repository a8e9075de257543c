"use client";

import {
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  Tooltip,
} from "chart.js";
import { memo, useState } from "react";
import { Line as ReactLine } from "react-chartjs-2";
import { wholeNumber } from "@/lib/usage/words";
import { figureAxis, stepAxis, tickLook, tooltipLook } from "./chart-look";
import { useChartTheme } from "./chart-theme";
import { lineDash, lineName } from "./line-marks";
import { type Mark, NOTED_DAYS, type NotedDay, notesAt, type PlacedMark } from "./noted-days";
import { NotedMarks } from "./noted-marks";

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
  marks,
  noted,
}: {
  steps: readonly string[];
  lines: readonly Line[];
  label: string;
  /** What the steps are. */
  under: string;
  marks: readonly Mark[];
  noted: readonly NotedDay[];
}) {
  const theme = useChartTheme();
  const [placed, setPlaced] = useState<readonly PlacedMark[]>([]);
  const style = getComputedStyle(document.documentElement);
  const ticks = tickLook(theme);
  const alone = steps.length === 1;
  return (
    <>
      <ReactLine
        key={theme.panel}
        role="img"
        plugins={[NOTED_DAYS as Plugin<"line">]}
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
          layout: { padding: { top: marks.length > 0 ? theme.size * 2 : 0 } },
          interaction: { mode: "index", intersect: false },
          scales: {
            x: {
              ...stepAxis(theme),
              title: { display: under !== "", text: under, ...ticks },
              ticks: { ...ticks, maxTicksLimit: 8, maxRotation: 0, autoSkipPadding: 16 },
            },
            y: figureAxis(theme),
          },
          plugins: {
            legend: { display: false },
            notedDays: {
              marks,
              ink: theme.inkSoft,
              panel: theme.panel,
              font: `${theme.size - 1}px ${theme.font}`,
              place: setPlaced,
            },
            tooltip: {
              ...tooltipLook(theme),
              callbacks: {
                label: ({ dataset, parsed }) => ` ${dataset.label}: ${numberWords(Number(parsed.y))}`,
                footer: (items) => notesAt(items[0]?.dataIndex ?? -1, marks, noted),
              },
            },
          },
        }}
      />
      <NotedMarks placed={placed} noted={noted} />
    </>
  );
});

const tenths = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const numberWords = (value: number): string => (Number.isInteger(value) ? wholeNumber(value) : tenths.format(value));
