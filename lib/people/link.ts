/** The page a sign-in link leads to. */
export const signInPath = (token: string): string => `/sign-in/${encodeURIComponent(token)}`;
