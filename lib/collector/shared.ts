import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { FileDoor } from "./file-door";
import { Recorder, recorderSettings } from "./recorder";

const kept = globalThis as { footfallFiles?: FileDoor };

/**
 * The recorder of a Next process that stands alone. Behind `npm start` the collector in front answers the doors, and this is
 * never made.
 */
export function sharedFiles(): FileDoor {
  if (!kept.footfallFiles) {
    const env = readEnv();
    const recorder = new Recorder(sharedDb(), recorderSettings(env));
    kept.footfallFiles = new FileDoor(sharedDb(), recorder, env.DATA_DIR);
  }
  return kept.footfallFiles;
}

export const sharedRecorder = (): Recorder => sharedFiles().recorder;
