import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";
import { type Doors, makeDoors } from "./doors";
import { recorderSettings } from "./recorder";

const kept = globalThis as { footfallDoors?: Doors };

/**
 * The doors of a Next process that stands alone. Behind `npm start` the collector in front answers them, and these are never
 * made.
 */
export function sharedDoors(): Doors {
  const env = readEnv();
  kept.footfallDoors ??= makeDoors(sharedDb(), recorderSettings(env), env.DATA_DIR, siteUrl(env));
  return kept.footfallDoors;
}

/** Writes what these doors still hold, when the process ends in order. */
export const stopSharedDoors = async (): Promise<void> => kept.footfallDoors?.recorder.stop();
