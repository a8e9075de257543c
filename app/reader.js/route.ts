import { doorRequest, doorResponse } from "@/app/_doors/door";
import { readerScriptDoor } from "@/lib/collector/reader-script";

/** The script for other sites' pages, where no collector stands in front. */
export async function GET(request: Request): Promise<Response> {
  return doorResponse(await readerScriptDoor(doorRequest(request)));
}
