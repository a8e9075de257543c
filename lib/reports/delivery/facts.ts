import { z } from "zod";

const Figure = z.object({ label: z.string(), value: z.number(), before: z.number().optional() });

/** What a made run says of itself (lib/db/schema/reports): what is missing is not said. */
const Facts = z.object({
  title: z.string().catch(""),
  scope: z.string().catch(""),
  periodWords: z.string().catch(""),
  headline: z.string().optional().catch(undefined),
  figures: z.array(Figure).catch([]),
  empty: z.boolean().catch(false),
  /** The same view at the desk, as a path. */
  path: z.string().startsWith("/").optional().catch(undefined),
});
export type Facts = z.infer<typeof Facts>;
export type Figure = z.infer<typeof Figure>;

export const factsOf = (written: Record<string, unknown> | null): Facts => Facts.parse(written ?? {});
