import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { askForMail } from "@/lib/authors/mail/wishes";
import { sharedDb } from "@/lib/db/shared";

/** Keeps which mails somebody asks for. */
export async function POST(request: Request): Promise<Response> {
  return deskForm(request, async (person) => {
    const form = await formBody(request);
    const wishes = { digest: form.get("digest") === "on", milestones: form.get("milestones") === "on" };
    await askForMail(sharedDb(), person.id, wishes, new Date());
    return seeOther("/desk/mine/mail?state=saved");
  });
}
