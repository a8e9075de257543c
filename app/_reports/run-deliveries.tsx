import { WideTable } from "@/app/_frame/wide-table";
import { isForgotten } from "@/lib/reports/sql/delivery-addresses";
import type { DeliveryRow } from "@/lib/reports/sql/runs";
import { instantWords, wholeNumber } from "@/lib/usage/words";
import styles from "./reports.module.css";
import { TARGET_WORDS } from "./what-words";

const DELIVERY_WORDS: Record<DeliveryRow["state"], string> = {
  waiting: "Waiting",
  sending: "On its way",
  handed: "In the outbox",
  sent: "Sent",
  failed: "Failed",
  uncertain: "Perhaps arrived",
  withdrawn: "Not sent",
};

/** Where a run went, how that stands, and a button to send it there again. */
export function RunDeliveries({
  deliveries,
  at,
  again,
}: {
  deliveries: readonly DeliveryRow[];
  /** Where the run is. */
  at: string;
  /** Whether who looks may send it again. */
  again: boolean;
}) {
  return (
    <>
      <WideTable label="Deliveries, one a line">
        <thead>
          <tr>
            <th scope="col">To</th>
            <th scope="col">State</th>
            <th scope="col">When</th>
            <th scope="col">Tried</th>
            <th scope="col">Opened</th>
            {again && <th scope="col">Again</th>}
          </tr>
        </thead>
        <tbody>
          {deliveries.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {isForgotten(one.address) ? "An address that is forgotten" : <bdi>{one.address}</bdi>}
                <br />
                <small>
                  {TARGET_WORDS[one.kind]}
                  {one.turn > 1 && `, sent again (${one.turn - 1})`}
                </small>
              </th>
              <td>
                <span className={one.state === "failed" || one.state === "uncertain" ? styles.bad : undefined}>
                  {DELIVERY_WORDS[one.state]}
                </span>
                {one.reply && <div className={styles.note}>{one.reply}</div>}
              </td>
              <td>{instantWords((one.settled ?? one.made).toISOString())}</td>
              <td>{one.attempts === 0 ? "–" : wholeNumber(one.attempts)}</td>
              <td>
                {one.opened === 0
                  ? "–"
                  : `${wholeNumber(one.opened)}, last ${one.lastOpened ? instantWords(one.lastOpened.toISOString()) : "–"}`}
              </td>
              {again && isForgotten(one.address) && <td>–</td>}
              {again && !isForgotten(one.address) && (
                <td>
                  <form method="post" action={`${at}/again`}>
                    <input type="hidden" name="delivery" value={one.id} />
                    <button type="submit" className={styles.small} aria-label={`Send again to ${one.address}`}>
                      Send again
                    </button>
                  </form>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </WideTable>
      {again && deliveries.filter(({ address }) => !isForgotten(address)).length > 1 && (
        <form method="post" action={`${at}/again`} className={styles.buttons}>
          <button type="submit" className={styles.small}>
            Send it again to all
          </button>
        </form>
      )}
    </>
  );
}
