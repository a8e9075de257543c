/** The id that a form names; what is no whole number that Postgres holds is nobody's. */
export const wholeId = (text: string): number => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0);
