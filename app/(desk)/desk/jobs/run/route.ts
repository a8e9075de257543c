import { formBody } from "@/app/_forms/form-body";
import { seeOther } from "@/app/_forms/see-other";
import { deskForm } from "@/app/_people/own-form";
import { nothingHere } from "@/app/_people/people-form";
import { sharedDb } from "@/lib/db/shared";
import { isQueued } from "@/lib/jobs/job";
import { JOBS } from "@/lib/jobs/jobs";
import { runNow } from "@/lib/jobs/run-now";
import { audit } from "@/lib/people/audit";
import { isAdministrator } from "@/lib/people/may";

/** Has the queue run a job besides its turns, for an administrator. */
export const POST = (request: Request): Promise<Response> =>
  deskForm(request, async (person) => {
    if (!isAdministrator(person.grants)) return nothingHere();
    const asked = (await formBody(request)).get("job");
    const job = JOBS.find((one) => isQueued(one) && one.name === asked);
    if (!job) return nothingHere();
    const now = new Date();
    const state = await runNow(sharedDb(), job, now);
    if (state === "asked") await audit(sharedDb(), { action: "job-run", by: person, detail: { job: job.name } }, now);
    return seeOther(`/desk/jobs?${new URLSearchParams({ state, job: job.name })}`);
  });
