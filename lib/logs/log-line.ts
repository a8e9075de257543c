/** What a line of an access log says. */
export interface LogLine {
  /** Milliseconds since 1970, UTC. */
  at: number;
  /** The client's, in canonical form: the reader's own where the log has a proxy's list. */
  address: string;
  userAgent: string | undefined;
  method: string;
  /** Path and query, as they were asked for. */
  target: string;
  host: string | undefined;
  status: number;
  referer: string | undefined;
  /** The Range header, where the log has it. */
  range: string | undefined;
}

/** Why a line is no access; it goes to the rejects with its number. */
export interface LineFault {
  fault: string;
}

export const isFault = (line: LogLine | LineFault): line is LineFault => "fault" in line;

/** Stands for the user agent in a log that does not record any: not told is not the same as sent without, as robots do. */
export const UNLOGGED_AGENT = "Mozilla/5.0 (not logged)";
