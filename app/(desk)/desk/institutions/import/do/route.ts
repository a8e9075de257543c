import { keeperForm } from "@/app/_counter/keeper-form";
import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { forgetList, readList } from "@/app/_institutions/uploaded-list";
import { sharedDb } from "@/lib/db/shared";
import { importInstitutions } from "@/lib/people/edit-institution";

/** Imports a list that was looked at, where it would still change what was shown. */
export const POST = (request: Request): Promise<Response> =>
  keeperForm(request, async (by) => {
    const fields = await formBody(request);
    const token = fields.get("list") ?? "";
    const page = `/desk/institutions/import?${new URLSearchParams({ list: token })}`;
    const read = await readList(by.id, token);
    if (read?.kind !== "right") return seeOther(page);
    if (read.stamp !== fields.get("stamp")) return seeOther(`${page}&state=meanwhile`);
    await importInstitutions(sharedDb(), { entries: read.entries, by }, new Date());
    await forgetList(by.id, token);
    return seeOther("/desk/institutions?state=imported");
  });
