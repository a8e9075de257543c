import { type ReactNode, Suspense } from "react";
import { FaultNotice } from "@/app/_frame/notice";
import { faultReason } from "@/lib/db/faults";

/** How long a page waits for a part of it. Within it the part is in the page's first text, which needs no script. */
const PATIENCE_MS = 800;

/** A part of a page that neither holds the others up when it is slow, nor takes them along when it fails. */
export async function Patient({ name, part }: { name: string; part: Promise<ReactNode> }) {
  const kept = part.catch((fault) => {
    console.error(`${name} could not be read: ${faultReason(fault)}`);
    return <FaultNotice>{name} cannot be read just now. Load the page again in a moment.</FaultNotice>;
  });
  const slow = await Promise.race([kept.then(() => false), new Promise<true>((r) => setTimeout(r, PATIENCE_MS, true))]);
  return slow ? (
    <Suspense fallback={<p role="status">{name} are being read.</p>}>
      <Late>{kept}</Late>
    </Suspense>
  ) : (
    await kept
  );
}

const Late = async ({ children }: { children: Promise<ReactNode> }) => await children;
