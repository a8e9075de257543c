/** Kinds of mail that this room makes. */
export const REPORT_MAIL = "report";
export const REPORT_TROUBLE_MAIL = "report-trouble";
