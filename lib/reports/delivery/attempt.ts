import type { DeliveryRow, FileRow } from "../sql/deliveries";
import type { Facts } from "./facts";
import type { DeliverySettings } from "./settings";

/** What is to be delivered, and where to. */
export interface Attempt {
  row: DeliveryRow;
  facts: Facts;
  /** None of an empty report. */
  files: readonly FileRow[];
  settings: DeliverySettings;
  now: Date;
}

/** How an attempt ended: for good, for now, or with the other side wanting no more. */
export type Sent = { kind: "sent" | "failed" | "again" | "gone"; reply: string };

/** What makes a file's name one run's: the same report of the same days, made again, does not take its place. */
export function nameOfRun(name: string, runId: string): string {
  const dot = name.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  return `${stem}-${runId.slice(0, 8)}${ending}`;
}
