import type { DeliverySettings } from "./settings";
import { linkToken } from "./token";

type Linking = Pick<DeliverySettings, "site" | "secret">;

/** The page with the files of a delivery, for whoever has its address. */
export const filesAddress = ({ site, secret }: Linking, deliveryId: string): string =>
  `${site}/reports/files/${linkToken(secret, "files", deliveryId)}`;

/** Where mail of a report is ended: by a person on a page, and by a mail program in one step (RFC 8058). */
export function leaveAddress({ site, secret }: Linking, targetId: string): { page: string; oneClick: string } {
  const token = linkToken(secret, "leave", targetId);
  return { page: `${site}/reports/leave/${token}`, oneClick: `${site}/reports/stop/${token}` };
}
