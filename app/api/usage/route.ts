import { doorRequest, doorResponse } from "@/app/_doors/door";
import { sharedDoors } from "@/lib/collector/shared";
import { usageDoor } from "@/lib/collector/usage-door";

/** Records usage where no collector stands in front (`next start` alone). */
export async function POST(request: Request): Promise<Response> {
  return doorResponse(await usageDoor(sharedDoors().recorder, doorRequest(request)));
}

/** Browsers on registered sites may ask first. */
export const OPTIONS = POST;
