import { keeperForm } from "@/app/_counter/keeper-form";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { withSetCookies } from "@/app/_people/sign-in-answer";
import { requestorSearch, requestorTexts } from "@/app/_requestors/requestor-form";
import { showKey } from "@/app/_requestors/shown-key";
import { sharedDb } from "@/lib/db/shared";
import { addRequestor, isRequestorId, readCustomers } from "@/lib/reports/counter/keep-requestors";

/** Adds a requestor and leads to its page, which shows the key; what was typed comes back with what is wrong with it. */
export const POST = (request: Request): Promise<Response> =>
  keeperForm(request, async (by) => {
    const typed = requestorTexts(await formBody(request));
    const back = (more = {}) => seeOther(`/desk/requestors?${requestorSearch("faults", typed, more)}#add`);
    const db = sharedDb();
    const { requestorId, world } = typed;
    const { customers, unknown } = await readCustomers(db, typed.customers);
    if (!isRequestorId(requestorId) || unknown.length > 0) return back();
    const institutions = customers.map(({ id }) => id);
    const wanted = { requestorId, name: typed.name || requestorId, world, institutions, by };
    const made = await addRequestor(db, wanted, new Date());
    if (!made) return back({ taken: "yes" });
    return withSetCookies(seeOther(`/desk/requestors/${made.id}?state=key`), [showKey(made.id, made.key)]);
  });
