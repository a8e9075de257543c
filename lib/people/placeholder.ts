/** No mail ever leaves for this host (RFC 2606), and nobody can have an address there. */
const HOST = "@orcid.invalid";

/** What stands in place of an e-mail address with people who came by their ORCID iD and gave none. It is never mailed, and never shown. */
export const placeholderOf = (orcid: string): string => `${orcid.toLowerCase()}${HOST}`;

export const isPlaceholder = (email: string): boolean => email.endsWith(HOST);
