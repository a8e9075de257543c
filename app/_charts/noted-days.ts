import type { Chart, ChartType, Plugin } from "chart.js";
import type { Day } from "@/lib/calendar/day";

/** A day on which something happened that the figures may show, and its number in the list that says what. */
export interface NotedDay {
  day: Day;
  number: number;
  words: string;
}

/** Where the list says what happened. */
export const notedId = (number: number): string => `noted-${number}`;

/** A day in the chart, by its place among the points. */
export interface Mark {
  at: number;
  number: number;
}

/** Where numbers stand over the chart, in pixels of it: those that would cover each other stand together. */
export interface PlacedMark {
  left: number;
  top: number;
  numbers: number[];
  /** How much of the chart's width a text beside it may take. */
  room: number;
  /** Whether that room is on its left. */
  before: boolean;
}

export interface NotedDaysOptions {
  marks: readonly Mark[];
  ink: string;
  panel: string;
  font: string;
  place: (marks: PlacedMark[]) => void;
}

declare module "chart.js" {
  interface PluginOptionsByType<TType extends ChartType> {
    notedDays?: NotedDaysOptions;
  }
}

/** Marks are as large and as far apart as WCAG 2.5.8 wants them. */
const APART = 26;
const placedBefore = new WeakMap<Chart, string>();

/** The point whose interval holds each day; days before the first point have none. */
export const marksOf = (noted: readonly NotedDay[], starts: readonly Day[]): Mark[] =>
  noted.flatMap(({ day, number }) => {
    const at = starts.findLastIndex((start) => start <= day);
    return at === -1 ? [] : [{ at, number }];
  });

const LONGEST = 64;

/** What a point's tooltip says of the days in it. */
export const notesAt = (at: number, marks: readonly Mark[], noted: readonly NotedDay[]): string[] =>
  marks
    .filter((mark) => mark.at === at)
    .flatMap(({ number }) => noted.find((one) => one.number === number) ?? [])
    .map(
      ({ number, words }) => `${number}: ${words.length > LONGEST ? `${words.slice(0, LONGEST).trimEnd()}…` : words}`,
    );

/** Numbers in short: the first and the last of more than two. */
export const numberWords = (numbers: readonly number[]): string =>
  numbers.length > 2 ? `${numbers[0]}–${numbers.at(-1)}` : numbers.join(", ");

/** Marks by their pixels, those of one place and those beside each other together. */
export function together(marks: readonly { x: number; number: number }[]): { x: number; numbers: number[] }[] {
  const groups: { x: number; numbers: number[] }[] = [];
  for (const { x, number } of [...marks].sort((a, b) => a.x - b.x || a.number - b.number)) {
    const group = groups.at(-1);
    if (group && x - group.x < APART) group.numbers.push(number);
    else groups.push({ x, numbers: [number] });
  }
  return groups;
}

/** Marks days behind the figures by a line with a number at its head, and tells where the heads are. */
export const NOTED_DAYS: Plugin<ChartType, NotedDaysOptions> = {
  id: "notedDays",
  beforeDatasetsDraw(chart, _, { marks, ink, panel, font, place }) {
    const { x: scale } = chart.scales;
    if (!scale) return;
    const { ctx: pen, chartArea: area } = chart;
    const lines = marks.map(({ at, number }) => ({ x: Math.round(scale.getPixelForValue(at)) + 0.5, number }));
    pen.save();
    pen.font = font;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.strokeStyle = ink;
    pen.setLineDash([2, 3]);
    for (const x of new Set(lines.map((line) => line.x))) {
      pen.beginPath();
      pen.moveTo(x, area.top);
      pen.lineTo(x, area.bottom);
      pen.stroke();
    }
    pen.setLineDash([]);
    const placed: PlacedMark[] = [];
    for (const { x, numbers } of together(lines)) {
      const words = numberWords(numbers);
      const width = Math.max(16, pen.measureText(words).width + 8);
      const left = Math.min(Math.max(x - width / 2, area.left), area.right - width);
      pen.beginPath();
      pen.roundRect(left, area.top - 16, width, 16, 8);
      pen.fillStyle = panel;
      pen.fill();
      pen.stroke();
      pen.fillStyle = ink;
      pen.fillText(words, left + width / 2, area.top - 7.5);
      const middle = Math.round(left + width / 2);
      const before = middle > chart.width / 2;
      placed.push({
        left: middle,
        top: Math.round(area.top - 8 - APART / 2),
        numbers,
        before,
        room: Math.round(before ? middle : chart.width - middle),
      });
    }
    pen.restore();
    const said = JSON.stringify(placed);
    if (placedBefore.get(chart) === said) return;
    placedBefore.set(chart, said);
    place(placed);
  },
};
