import type { Figure } from "./content";
import type { Format } from "./format";

/** A report that is made: what is said of it before anybody opens a file, and its files. */
export interface MadeReport {
  /** "Journal overview". */
  title: string;
  /** The journal's abbreviation or the platform's name, for the mail's subject. */
  scope: string;
  /** "November 2025", "1 Jan – 31 Mar 2026". */
  periodWords: string;
  /** "41,203 full-text reads, +6 %"; undefined where there is nothing to say. */
  headline: string | undefined;
  /** The few lines a mail shows before any attachment. */
  figures: Figure[];
  /** There is nothing to report. */
  empty: boolean;
  /** Figures by the name of their measure. */
  totals: Record<string, number>;
  countedThrough: string | null;
  methodVersion: string;
  /** The same view at the desk, as a path; undefined where there is none. */
  path?: string;
  /** In the order they were asked for. Each can be read as often as need be, and is the same every time. */
  files: MadeFile[];
}

export interface MadeFile {
  format: Format;
  name: string;
  mediaType: string;
  pieces: () => AsyncIterable<Uint8Array | string>;
}
