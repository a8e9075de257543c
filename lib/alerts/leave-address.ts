/** Where a subscription is ended: by a person on a page, and by a mail program in one step (RFC 8058). */
export function leaveAddress(site: string, token: Buffer): { page: string; oneClick: string } {
  const written = token.toString("base64url");
  return { page: `${site}/alert/leave/${written}`, oneClick: `${site}/alert/stop/${written}` };
}
