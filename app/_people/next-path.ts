export const DESK = "/desk";

/** Where somebody goes after signing in: a page of the desk, and nowhere else whatever the address says. */
export function nextPath(asked: unknown): string {
  if (typeof asked !== "string" || asked.length > 500 || !/^\/desk(?:[/?][\w\-./?=&%~+]*)?$/.test(asked)) return DESK;
  return asked.includes("//") || asked.includes("..") ? DESK : asked;
}

export const signInAddress = (next: string, state?: string): string => {
  const query = new URLSearchParams({ ...(state && { state }), ...(next === DESK ? {} : { next }) }).toString();
  return query ? `/sign-in?${query}` : "/sign-in";
};
