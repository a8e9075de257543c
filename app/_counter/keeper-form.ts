import { formBody } from "@/app/_forms/form-body";
import { deskForm } from "@/app/_people/own-form";
import { nothingHere } from "@/app/_people/people-form";
import { mayReportInstitutions } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";

/** Does what a form about institutions or requestors asks for, for those who may keep them; to others there is none. */
export const keeperForm = (request: Request, act: (by: Person) => Promise<Response>): Promise<Response> =>
  deskForm(request, async (by) => (mayReportInstitutions(by.grants) ? act(by) : nothingHere()));

/** The same of a plain form about one thing, by its number in the address. */
export const keeperFormOf = (
  request: Request,
  { params }: { params: Promise<{ id: string }> },
  act: (sent: { by: Person; id: number; fields: URLSearchParams }) => Promise<Response>,
): Promise<Response> =>
  keeperForm(request, async (by) => {
    const id = numberOf((await params).id);
    return id === undefined ? nothingHere() : act({ by, id, fields: await formBody(request) });
  });

/** A number as an address has it. */
export const numberOf = (text: string): number | undefined => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined);
