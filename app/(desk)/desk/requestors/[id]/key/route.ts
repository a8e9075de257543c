import { keeperFormOf } from "@/app/_counter/keeper-form";
import { seeOther } from "@/app/_forms/see-other";
import { nothingHere } from "@/app/_people/people-form";
import { withSetCookies } from "@/app/_people/sign-in-answer";
import { showKey } from "@/app/_requestors/shown-key";
import { sharedDb } from "@/lib/db/shared";
import { renewKey } from "@/lib/reports/counter/keep-requestors";

/** Makes a requestor a new key, once it is said that the old one is to end; its page shows it. */
export const POST = (request: Request, context: RouteContext<"/desk/requestors/[id]/key">): Promise<Response> =>
  keeperFormOf(request, context, async ({ by, id, fields }) => {
    const page = `/desk/requestors/${id}`;
    if (fields.get("sure") !== "yes") return seeOther(`${page}?state=not-sure`);
    const key = await renewKey(sharedDb(), { id, by }, new Date());
    return key === undefined ? nothingHere() : withSetCookies(seeOther(`${page}?state=key`), [showKey(id, key)]);
  });
