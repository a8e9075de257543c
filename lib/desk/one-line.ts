/** What was typed into a field of one line: without line breaks and other control characters, and with single blanks. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, " ").trim();
