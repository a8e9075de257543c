import type { Db } from "@/lib/db/connection";
import { ExportDoor } from "./export-door";
import { FileDoor } from "./file-door";
import { Recorder, type RecorderSettings } from "./recorder";
import { ServedLog } from "./served";

/** Everything that records, around one recorder. */
export interface Doors {
  recorder: Recorder;
  served: ServedLog;
  files: FileDoor;
  exports: ExportDoor;
}

export function makeDoors(db: Db, settings: RecorderSettings, dataDir: string, site: string): Doors {
  const recorder = new Recorder(db, settings);
  const served = new ServedLog(recorder);
  return { recorder, served, files: new FileDoor(db, served, dataDir), exports: new ExportDoor(db, served, site) };
}
