import type { z } from "zod";
import type { Db } from "@/lib/db/connection";
import type { Content } from "./content";
import type { At, Format } from "./format";
import type { MadeReport } from "./made-report";

/** A kind of report: what is asked of it, and how it is read. A new kind is one file of `kinds`, and a line of its list. */
export interface Kind<Schema extends z.ZodType> {
  ask: Schema;
  formats: readonly Format[];
  /** What is wrong with what was asked, in words: it names what does not exist. */
  fault(db: Db, ask: z.infer<Schema>): Promise<string | undefined>;
  /** What it is called, in words. */
  words(db: Db, ask: z.infer<Schema>): Promise<string>;
  /** Reads it: whole where it is small, and else into a file of its own from which it is streamed. */
  read(db: Db, ask: z.infer<Schema>, at: At): Promise<Read>;
}

export type Read = { form: "document"; content: Content } | { form: "stream"; report: MadeReport };
