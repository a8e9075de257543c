// Put on any journal's pages by <script async src="https://usage.example/reader.js"></script>: records that the page's article is
// read, and that its PDF is opened. No cookie, nothing stored, nothing left in the page's globals, and never a fault of its own.
(() => {
  const script = document.currentScript || document.querySelector('script[src*="/reader.js"]');
  if (!script) return;
  const door = new URL("/api/usage", script.src).href;

  const meta = (name) => document.querySelector(`meta[name="${name}" i]`)?.content || "";
  const place = (address) => {
    try {
      const url = new URL(address, location.href);
      return url.origin + url.pathname.replace(/\/$/, "") + [...url.searchParams].sort();
    } catch {
      return "";
    }
  };

  const start = () => {
    const doi = /10\.\d{4,9}[./][^\s"<>]+/.exec(meta("citation_doi") || meta("dc.identifier"))?.[0];
    if (!doi) return;

    const record = (action) => {
      try {
        const body = JSON.stringify({ doi, action, referrer: document.referrer || undefined });
        // Text, so that the browser need not ask first whether it may.
        fetch(door, { method: "POST", body, keepalive: true, credentials: "omit" }).catch(() => {});
      } catch {}
    };

    const here = place(location.href);
    const full = script.dataset.action === "fulltext" || here === place(meta("citation_fulltext_html_url") || "x:");
    const view = () => record(full ? "fulltext" : "abstract");
    if (document.prerendering) document.addEventListener("prerenderingchange", view, { once: true });
    else view();
    // A page that comes back is another click.
    addEventListener("pageshow", (shown) => shown.persisted && view());

    const pdf = meta("citation_pdf_url");
    const click = (event) => {
      const link = event.target?.closest?.("a[href]");
      if (pdf && link && event.button < 2 && place(link.href) === place(pdf)) record("pdf");
    };
    addEventListener("click", click, true);
    addEventListener("auxclick", click, true);
  };

  const contained = () => {
    try {
      start();
    } catch {}
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", contained);
  else contained();
})();
