import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { sharedDb } from "@/lib/db/shared";
import { proveAddress } from "@/lib/people/ask-address";

interface Context {
  params: Promise<{ token: string }>;
}

/** Takes the address that a link was mailed to for that of whoever asked for it. */
export const POST = (request: Request, { params }: Context): Promise<Response> =>
  deskForm(request, async (person) => {
    const { token } = await params;
    const came = await proveAddress(sharedDb(), person, token, new Date());
    return seeOther(`/desk/account?state=${came === "proved" ? "address-proved" : "address-used"}`);
  });
