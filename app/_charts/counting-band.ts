import type { Chart, ChartType, Plugin } from "chart.js";
import type { PointState } from "./point-state";

export interface CountingBandOptions {
  states: readonly PointState[];
  /** Lines begin at their points, bars half-way between them. */
  bars: boolean;
  ink: string;
  line: string;
  font: string;
}

declare module "chart.js" {
  interface PluginOptionsByType<TType extends ChartType> {
    countingBand?: CountingBandOptions;
  }
}

/** Hatches the intervals that are not over or not counted yet, behind the figures, and names them. */
export const COUNTING_BAND: Plugin<ChartType, CountingBandOptions> = {
  id: "countingBand",
  beforeDatasetsDraw(chart, _, { states, bars, ink, line, font }) {
    const first = states.findIndex((state) => state === "counting" || state === "waiting");
    if (first < 0) return;
    const { ctx: pen, chartArea: area } = chart;
    const left = leftOf(chart, first, bars);
    pen.save();
    pen.beginPath();
    pen.rect(left, area.top, area.right - left, area.bottom - area.top);
    pen.clip();
    pen.strokeStyle = line;
    pen.globalAlpha = 0.5;
    for (let x = left - (area.bottom - area.top); x < area.right; x += 7) {
      pen.beginPath();
      pen.moveTo(x, area.bottom);
      pen.lineTo(x + area.bottom - area.top, area.top);
      pen.stroke();
    }
    pen.restore();
    pen.save();
    pen.font = font;
    pen.fillStyle = ink;
    pen.textAlign = "right";
    // Above the plot, where no figure can be, and above the numbers of noted days.
    pen.textBaseline = "top";
    pen.fillText(states[first] === "waiting" ? "not counted yet" : "still counting", area.right, 2);
    pen.restore();
  },
};

/** Where the interval of a point begins on the axis. */
function leftOf({ scales: { x }, chartArea }: Chart, index: number, bars: boolean): number {
  if (!x || index === 0) return chartArea.left;
  const [before, at] = [x.getPixelForValue(index - 1), x.getPixelForValue(index)];
  return bars ? (before + at) / 2 : before;
}
