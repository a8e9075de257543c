const LONG_DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** A UTC day as mails and pages write it: 22 November 2026. */
export const dateWords = (at: Date): string => LONG_DATE.format(at);
