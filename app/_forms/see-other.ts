/** Sends a browser that posted a form to the page that says what came of it. */
export const seeOther = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
