/** What each job does, for whoever waits for it. */
const JOB_WORDS: Readonly<Record<string, string>> = {
  count: "Counts what arrived",
  "complete-months": "Completes months that are over",
  "prune-months": "Drops requests that are old enough",
  "roll-up": "Sums up articles, groups and months",
  "stand-journals": "Sets articles beside others of their age",
  "relabel-robots": "Places stored requests by a changed list of robots",
  "label-behaviour": "Looks for visitors who behave like robots",
  "look-for-flags": "Looks for figures that stand out",
  "refresh-robot-lists": "Looks for newer lists of robots",
  "make-partitions": "Makes room for the next months",
  "destroy-visitor-secrets": "Destroys the keys of visitors’ names",
  "forget-batches": "Forgets what was sent twice",
  "make-alerts": "Writes alerts for readers",
  "send-mail": "Sends mail",
  "load-sample": "Loaded the sample journal",
  "forget-addresses": "Forgets addresses of mail",
};

/** A job that has no words yet is told by its name. */
export const jobWords = (job: string): string => JOB_WORDS[job] ?? job.replaceAll("-", " ");
