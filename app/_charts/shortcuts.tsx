"use client";

import { useRouter } from "next/navigation";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { PAGE_KEYS, type PageKey, SHORTCUT_KEYS, type ShortcutKey, shortcutOf, takesKey } from "./shortcut-keys";
import styles from "./shortcuts.module.css";

const SETTING = "footfall-shortcuts";

/** Keys that lead to other views of a page, a list of them, and a switch that turns them off (WCAG 2.1.4). */
export function Shortcuts({ links }: { links: Partial<Record<ShortcutKey, string>> }) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(true);
  useEffect(() => setOn(isOn()), []);
  // Before the new view is painted: a key pressed right after its address shows must not lead from the view before it.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = shortcutOf(event);
      if (!key || !isOn() || dialog.current?.open) return;
      if (event.target instanceof Element && takesKey(event.target, key)) return;
      if (!act(key)) return;
      event.preventDefault();
    };
    const act = (key: ShortcutKey | PageKey): boolean => {
      const href = links[key as ShortcutKey];
      if (href !== undefined) {
        router.push(href, { scroll: false });
        return true;
      }
      if (key !== "?") return onPage(key);
      dialog.current?.showModal();
      return true;
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [links, router]);
  const turn = (next: boolean) => {
    setOn(next);
    try {
      localStorage.setItem(SETTING, next ? "on" : "off");
    } catch {
      // A browser that keeps nothing forgets it with the page.
    }
  };
  const rows = [...SHORTCUT_KEYS.filter(({ key }) => links[key] !== undefined), ...PAGE_KEYS];
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        aria-keyshortcuts="?"
        onClick={() => dialog.current?.showModal()}
      >
        Keyboard shortcuts
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a press beside the sheet closes it as Escape does */}
      <dialog
        ref={dialog}
        className={styles.dialog}
        aria-labelledby="shortcuts-title"
        onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
      >
        <div className={styles.sheet}>
          <h2 id="shortcuts-title">Keyboard shortcuts</h2>
          <table className={styles.keys}>
            <thead className="visually-hidden">
              <tr>
                <th scope="col">Key</th>
                <th scope="col">What it shows</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, shown, words }) => (
                <tr key={key}>
                  <th scope="row">
                    <kbd>{shown}</kbd>
                  </th>
                  <td>{words}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <label className={styles.switch}>
            <input type="checkbox" checked={on} onChange={(event) => turn(event.target.checked)} /> Use these keys in
            this browser
          </label>
          <form method="dialog">
            <button type="submit">Close</button>
          </form>
        </div>
      </dialog>
    </>
  );
}

function isOn(): boolean {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true;
  }
}

/** Does what a key means on the page itself; false where there is nothing it could mean. */
function onPage(key: ShortcutKey | PageKey): boolean {
  switch (key) {
    case "c": {
      const picker = document.querySelector<HTMLDetailsElement>("details:has(input[name=from])");
      if (!picker) return false;
      picker.open = true;
      picker.querySelector<HTMLInputElement>("input[name=from]")?.focus();
      return true;
    }
    case "/": {
      const search = document.querySelector<HTMLInputElement>("main [aria-keyshortcuts='/']");
      search?.focus();
      return search !== null;
    }
    case "Escape": {
      const clear = document.querySelector<HTMLAnchorElement>("main a[data-clear]");
      clear?.click();
      return clear !== null;
    }
    default:
      return false;
  }
}
