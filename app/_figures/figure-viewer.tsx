"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { sendUsage } from "@/app/_recording/send-usage";
import styles from "./viewer.module.css";

/** The links of a page's figures, in their order: each holds the picture it shows. */
const figureLinks = () => [...document.querySelectorAll<HTMLAnchorElement>("a[data-figure]")];

/**
 * Shows the page's figures one by one, as large as the window: by keyboard, by pointer, by screen reader. Looking at one is recorded
 * as an investigation of a figure. Without scripts the links open the files themselves, which records the same.
 */
export function FigureViewer({ doi }: { doi: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const frame = useRef<HTMLElement>(null);
  const caption = useRef<HTMLDivElement>(null);
  const jumps = useRef(false);
  const [at, setAt] = useState<number>();
  const [whole, setWhole] = useState(true);
  const links = at === undefined ? [] : figureLinks();
  const link = at === undefined ? undefined : links[at];
  const picture = link?.querySelector("img");

  const show = useCallback((to: number) => {
    const { length } = figureLinks();
    setAt(((to % length) + length) % length);
    setWhole(true);
  }, []);

  useEffect(() => {
    const open = (click: MouseEvent) => {
      if (
        click.defaultPrevented ||
        click.button !== 0 ||
        click.metaKey ||
        click.ctrlKey ||
        click.shiftKey ||
        click.altKey
      )
        return;
      const link = click.target instanceof Element ? click.target.closest("a") : null;
      if (link && caption.current?.contains(link) && link.hash && link.pathname === location.pathname) {
        // It leads to a place in the text behind the viewer.
        jumps.current = true;
        dialog.current?.close();
      }
      if (link?.dataset.figure === undefined) return;
      click.preventDefault();
      show(figureLinks().indexOf(link));
    };
    document.addEventListener("click", open);
    return () => document.removeEventListener("click", open);
  }, [show]);

  useEffect(() => {
    if (at === undefined) return;
    const shown = figureLinks()[at];
    if (!shown) return;
    if (!dialog.current?.open) dialog.current?.showModal();
    const words = shown.closest("figure")?.querySelector("figcaption")?.cloneNode(true);
    caption.current?.replaceChildren(...(words ? [withoutIds(words)] : []));
    frame.current?.scrollTo(0, 0);
    sendUsage({ doi, action: "figure", part: shown.dataset.figure });
  }, [at, doi]);

  const closed = () => {
    // Reading goes on at the figure that was looked at last.
    link?.focus({ preventScroll: jumps.current });
    jumps.current = false;
    setAt(undefined);
  };
  const onKeyDown = (key: React.KeyboardEvent) => {
    if (at === undefined || key.metaKey || key.ctrlKey || key.altKey) return;
    // A picture larger than its frame is moved about by the same keys.
    const moves = !whole && key.target === frame.current;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key.key];
    if (step !== undefined && !moves) show(at + step);
    else if (key.key === "Home" && !moves) show(0);
    else if (key.key === "End" && !moves) show(links.length - 1);
    else if (key.key === "+" || key.key === "-") setWhole(key.key === "-");
    else return;
    key.preventDefault();
  };

  return (
    <dialog ref={dialog} className={styles.viewer} aria-label="Figures" onClose={closed} onKeyDown={onKeyDown}>
      {at !== undefined && (
        <>
          <div className={styles.bar}>
            <p role="status">
              Figure {at + 1} of {links.length}
            </p>
            <button type="button" onClick={() => show(at - 1)} disabled={links.length < 2}>
              Previous
            </button>
            <button type="button" onClick={() => show(at + 1)} disabled={links.length < 2}>
              Next
            </button>
            <button type="button" aria-pressed={!whole} onClick={() => setWhole(!whole)}>
              Full size
            </button>
            <a href={`${link?.getAttribute("href") ?? ""}?download=1`}>Download</a>
            <button type="button" onClick={() => dialog.current?.close()}>
              Close
            </button>
          </div>
          <section
            ref={frame}
            className={whole ? styles.whole : styles.full}
            aria-label="Picture"
            tabIndex={whole ? -1 : 0}
          >
            {picture && (
              // biome-ignore lint/performance/noImgElement: the picture the page shows already
              <img
                src={picture.getAttribute("src") ?? ""}
                alt={picture.alt}
                width={picture.getAttribute("width") ?? undefined}
                height={picture.getAttribute("height") ?? undefined}
              />
            )}
          </section>
        </>
      )}
      <div ref={caption} className={styles.caption} />
    </dialog>
  );
}

/** A copy beside its original: no id may stand twice in a page. */
function withoutIds(copy: Node): Node {
  if (copy instanceof Element) for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  return copy;
}
