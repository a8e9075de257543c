/** Names the mail of a delivery in the outbox, which makes it once. */
export const mailKey = (deliveryId: string): string => `report/${deliveryId}`;
