/** Kinds of mail that this room makes. */
export const CLAIM_DECIDED = "claim-decided";
export const AUTHOR_DIGEST = "author-digest";
export const AUTHOR_MILESTONES = "author-milestones";
