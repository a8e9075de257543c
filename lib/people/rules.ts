const DAY_SECONDS = 86_400;

/** How long a browser stays signed in. */
export const SESSION_DAYS = 14;
export const SESSION_SECONDS = SESSION_DAYS * DAY_SECONDS;

/** How long a link that signs in is good. */
export const LINK_HOURS = 24;
export const LINK_SECONDS = LINK_HOURS * 3600;

/** In characters. Length is what counts (NIST SP 800-63B §3.1.1); kinds of characters are not asked for. */
export const PASSWORD_LENGTHS = { shortest: 12, longest: 128 };

/** After so many wrong passwords within so long, none is tried for that address until that time is over; a link still signs in. */
export const WRONG_PASSWORDS = { most: 10, minutes: 15 };

/** Sign-ins that one network may try in an hour. */
export const TRIES_AN_HOUR = 60;

/** Mails with sign-in links that one mailbox gets in a day. */
export const LINK_MAILS_A_DAY = 10;

/** A password is set only so soon after signing in: a browser left open is not enough. */
export const FRESH_MINUTES = 60;

/** How long it is kept what people did: two years. */
export const LOG_KEPT_MS = 730 * 86_400_000;

/** Of a person, in characters. */
export const LONGEST_NAME = 200;
