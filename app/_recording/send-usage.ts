/** Sends a usage record from a reader's browser, also while the page is being left. What cannot be sent is not counted. */
export function sendUsage(record: {
  doi: string | undefined;
  action: string;
  part?: string | undefined;
  referrer?: string | undefined;
}): void {
  const body = JSON.stringify(record);
  const sent = navigator.sendBeacon?.("/api/usage", new Blob([body], { type: "application/json" }));
  if (sent) return;
  const headers = { "content-type": "application/json" };
  void fetch("/api/usage", { method: "POST", headers, body, keepalive: true }).catch(() => {});
}
