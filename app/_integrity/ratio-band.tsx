import type { RatioMonth } from "@/lib/integrity/ratio";
import { ratioWords } from "./flag-words";
import styles from "./integrity.module.css";

const WIDTH = 640;
const EDGE = 50;

/** An article's ratio beside the band of its peers, on a scale of proportions. */
export function RatioBand({ month: { ratio, peers } }: { month: RatioMonth }) {
  const logs = [ratio, peers.low, peers.median, peers.high].map((value) => Math.log(Math.max(value, 0.001)));
  const [least, most] = [Math.min(...logs), Math.max(...logs)];
  const x = (value: number) =>
    EDGE + ((Math.log(Math.max(value, 0.001)) - least) / Math.max(most - least, 0.1)) * (WIDTH - 2 * EDGE);
  const label = `The article has ${ratioWords(ratio)}; nine in ten of its peers have ${ratioWords(peers.low)} to ${ratioWords(peers.high)}, the middle one ${ratioWords(peers.median)}`;
  return (
    <svg className={styles.band} viewBox={`0 0 ${WIDTH} 64`} role="img" aria-label={label}>
      <line x1={EDGE / 2} x2={WIDTH - EDGE / 2} y1="32" y2="32" />
      <rect x={x(peers.low)} y="22" width={Math.max(2, x(peers.high) - x(peers.low))} height="20" />
      <line x1={x(peers.median)} x2={x(peers.median)} y1="18" y2="46" strokeWidth="2" />
      <circle cx={x(ratio)} cy="32" r="7" />
      <text x={x(ratio)} y="60" textAnchor="middle">
        this article: {ratioWords(ratio)}
      </text>
      <text x={(x(peers.low) + x(peers.high)) / 2} y="12" textAnchor="middle">
        peers
      </text>
    </svg>
  );
}
