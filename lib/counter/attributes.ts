/** Who an access comes from. Only `reader` enters official figures; the other two are kept and shown on request. */
export const LANE_CODES = { reader: "r", agent: "a", crawler: "c" } as const;
export type Lane = keyof typeof LANE_CODES;
export type LaneCode = (typeof LANE_CODES)[Lane];

/** COUNTER R5.1 §3.3.4, fixed at event time: a later change of the article leaves past usage as it was. */
export const ACCESS_TYPE_CODES = { Controlled: "c", Open: "o", Free_To_Read: "f" } as const;
export type AccessType = keyof typeof ACCESS_TYPE_CODES;
export type AccessTypeCode = (typeof ACCESS_TYPE_CODES)[AccessType];

/** COUNTER R5.1 §3.3.5. `TDM` usage stands in the full reports and never in a Standard View. */
export const ACCESS_METHOD_CODES = { Regular: "r", TDM: "t" } as const;
export type AccessMethod = keyof typeof ACCESS_METHOD_CODES;
export type AccessMethodCode = (typeof ACCESS_METHOD_CODES)[AccessMethod];
