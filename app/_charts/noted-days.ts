import type { ChartType, Plugin } from "chart.js";
import type { Day } from "@/lib/calendar/day";

/** A day on which something happened that the figures may show, and its number in the list that says what. */
export interface NotedDay {
  day: Day;
  number: number;
}

export interface NotedDaysOptions {
  marks: readonly { at: number; number: number }[];
  ink: string;
  panel: string;
  font: string;
}

declare module "chart.js" {
  interface PluginOptionsByType<TType extends ChartType> {
    notedDays?: NotedDaysOptions;
  }
}

/** Marks days behind the figures by a line with a number at its head; several of one place share a line. */
export const NOTED_DAYS: Plugin<ChartType, NotedDaysOptions> = {
  id: "notedDays",
  beforeDatasetsDraw(chart, _, { marks, ink, panel, font }) {
    const { x: scale } = chart.scales;
    if (!scale) return;
    const { ctx: pen, chartArea: area } = chart;
    const numbers = new Map<number, number[]>();
    for (const { at, number } of marks) numbers.set(at, [...(numbers.get(at) ?? []), number]);
    pen.save();
    pen.font = font;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    for (const [at, here] of numbers) {
      const x = Math.round(scale.getPixelForValue(at)) + 0.5;
      pen.strokeStyle = ink;
      pen.setLineDash([2, 3]);
      pen.beginPath();
      pen.moveTo(x, area.top);
      pen.lineTo(x, area.bottom);
      pen.stroke();
      pen.setLineDash([]);
      const words = here.length > 2 ? `${here[0]}–${here.at(-1)}` : here.join(", ");
      const width = Math.max(16, pen.measureText(words).width + 8);
      const left = Math.min(Math.max(x - width / 2, area.left), area.right - width);
      pen.beginPath();
      pen.roundRect(left, area.top - 16, width, 16, 8);
      pen.fillStyle = panel;
      pen.fill();
      pen.stroke();
      pen.fillStyle = ink;
      pen.fillText(words, left + width / 2, area.top - 7.5);
    }
    pen.restore();
  },
};
