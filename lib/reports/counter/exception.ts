/** COUNTER R5.1 Appendix D, Table D.1: the message each code has to the letter, and the HTTP status it goes with. */
const EXCEPTIONS = {
  /** Codes below 1000 are a host's own, and say something beside the figures. */
  0: ["Usage Is Simulated", 200],
  1000: ["Service Not Available", 503],
  1010: ["Service Busy", 503],
  1011: ["Report Queued for Processing", 202],
  1020: ["Client has made too many requests", 429],
  1030: ["Insufficient Information to Process Request", 400],
  2000: ["Requestor Not Authorized to Access Service", 401],
  2010: ["Requestor is Not Authorized to Access Usage for Institution", 403],
  2011: ["Global Reports Not Supported", 403],
  2020: ["APIKey Invalid", 401],
  3020: ["Invalid Date Arguments", 400],
  3030: ["No Usage Available for Requested Dates", 200],
  3031: ["Usage Not Ready for Requested Dates", 200],
  3032: ["Usage No Longer Available for Requested Dates", 200],
  3040: ["Partial Data Returned", 200],
  3050: ["Parameter Not Recognized in this Context", 200],
  3060: ["Invalid ReportFilter Value", 200],
  3061: ["Incongruous ReportFilter Value", 200],
  3062: ["Invalid ReportAttribute Value", 200],
  3063: ["Components Not Supported", 200],
} as const;
export type ExceptionCode = keyof typeof EXCEPTIONS;

/** As it stands in answers. */
export interface CounterException {
  Code: ExceptionCode;
  Message: string;
  Data?: string;
}

export const counterException = (code: ExceptionCode, data?: string): CounterException => ({
  Code: code,
  Message: EXCEPTIONS[code][0],
  ...(data !== undefined && { Data: data }),
});

/** COUNTER R5.1 Appendix D: of several faults of a request the one with the lowest code is told. */
export const lowest = (fault: CounterException, ...others: readonly CounterException[]): CounterException =>
  others.reduce((low, one) => (one.Code < low.Code ? one : low), fault);

export const httpStatus = ({ Code }: CounterException): number => EXCEPTIONS[Code][1];

/** As a tabular report's header has it, Table 3.f. */
export const exceptionWords = ({ Code, Message, Data }: CounterException): string =>
  `${Code}: ${Message}${Data === undefined ? "" : ` (${Data})`}`;
