import type { NotedDay } from "@/app/_charts/noted-days";
import { annotationWords } from "@/lib/reports/annotation-words";
import type { Annotation } from "@/lib/usage/sql/annotations";

/** What a chart marks: each by its number in the list. */
export const notedDays = (annotations: readonly Annotation[]): NotedDay[] =>
  annotations.map((annotation, i) => ({ day: annotation.day, number: i + 1, words: annotationWords(annotation) }));
