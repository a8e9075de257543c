/** What each job does, for whoever waits for it. */
export const JOB_WORDS: Readonly<Record<string, string>> = {
  count: "Counts what arrived",
  "complete-months": "Completes months that are over",
  "prune-months": "Drops requests that are old enough",
  "make-open-data": "Publishes complete months as open data",
  "roll-up": "Sums up articles, groups and months",
  "stand-journals": "Sets articles beside others of their age",
  "relabel-robots": "Places stored requests by a changed list of robots",
  "place-journals-robots": "Places stored requests by a journal’s own rules on robots",
  "label-behaviour": "Looks for visitors who behave like robots",
  "look-for-flags": "Looks for figures that stand out",
  "refresh-robot-lists": "Looks for newer lists of robots",
  "make-partitions": "Makes room for the next months",
  "destroy-visitor-secrets": "Destroys the keys of visitors’ names",
  "forget-batches": "Forgets what was sent twice",
  "make-alerts": "Writes alerts for readers",
  "mail-authors": "Writes digests and milestones for authors",
  "send-mail": "Sends mail",
  "load-sample": "Loaded the sample journal",
  "make-reports": "Makes reports that are due",
  "deliver-reports": "Delivers reports",
  "forget-exports": "Forgets exports whose week is over",
  "forget-addresses": "Forgets addresses of mail",
  "forget-log": "Forgets what people did two years ago",
};

/** One that runs no more, and was on record, is told by its name. */
export const jobWords = (job: string): string => JOB_WORDS[job] ?? job.replaceAll("-", " ");
