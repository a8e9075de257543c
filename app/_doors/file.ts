import { Readable } from "node:stream";
import { sharedDoors } from "@/lib/collector/shared";
import { doorRequest } from "./door";

/** An article's file where no collector stands in front: served and recorded by the same code. */
export async function fileResponse(request: Request): Promise<Response> {
  const opened = await sharedDoors().files.open(doorRequest(request));
  if (!opened) return new Response("There is no such file.\n", { status: 404 });
  const { answer, file } = opened;
  const body = file && answer.slice ? (Readable.toWeb(file.createReadStream(answer.slice)) as ReadableStream) : null;
  return new Response(body, { status: answer.status, headers: answer.headers });
}
