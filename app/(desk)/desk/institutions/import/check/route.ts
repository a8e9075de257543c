import { keeperForm } from "@/app/_counter/keeper-form";
import { seeOther } from "@/app/_forms/see-other";
import { keepList } from "@/app/_institutions/uploaded-list";

const LARGEST = 5 * 2 ** 20;
/** What a form has around its file. */
const AROUND = 10_000;
const PAGE = "/desk/institutions/import";

/** Takes a list to be looked at. Nothing is changed by it. */
export const POST = (request: Request): Promise<Response> =>
  keeperForm(request, async (by) => {
    const length = Number(request.headers.get("content-length") ?? Number.NaN);
    // A form that does not say how long it is comes from no browser.
    if (Number.isNaN(length)) return seeOther(`${PAGE}?state=no-file`);
    if (length > LARGEST + AROUND) {
      // It is read and thrown away: a browser shows no answer to a form it could not send whole.
      await request.body?.pipeTo(new WritableStream()).catch(() => undefined);
      return seeOther(`${PAGE}?state=large`);
    }
    const form = await request.formData().catch(() => undefined);
    const file = form?.get("file");
    if (!(file instanceof File) || file.size === 0) return seeOther(`${PAGE}?state=no-file`);
    const token = await keepList(by.id, new Uint8Array(await file.arrayBuffer()));
    return seeOther(`${PAGE}?list=${token}`);
  });
