import { doorRequest, doorResponse } from "@/app/_doors/door";
import { pixelDoor } from "@/lib/collector/pixel-door";
import { sharedDoors } from "@/lib/collector/shared";

/** The no-script door where no collector stands in front. */
export async function GET(request: Request): Promise<Response> {
  return doorResponse(await pixelDoor(sharedDoors().recorder, doorRequest(request)));
}
