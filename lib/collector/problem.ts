/** A fault of a request, told by RFC 9457: what is wrong, and with which field. Never a stack, never a secret. */
export interface Problem {
  status: number;
  /** A stable word for programs: the last step of the `type` address. */
  type: string;
  title: string;
  detail?: string;
  field?: string;
  /** Which of several events, from 0. */
  index?: number;
}

/** The body of an `application/problem+json` answer. */
export function problemBody({ type, ...problem }: Problem): string {
  return JSON.stringify({ type: `urn:footfall:problem:${type}`, ...problem });
}
