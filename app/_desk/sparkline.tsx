/** A series in the height of a line of text, drawn on the server; the figures beside it say how much. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const most = Math.max(1, ...values);
  const width = 88;
  const height = 22;
  const step = width / Math.max(1, values.length);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {values.map((value, i) => {
        const tall = value === 0 ? 0 : Math.max(1, (value / most) * height);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: bars have a fixed order
            key={i}
            x={i * step}
            y={height - tall}
            width={Math.max(0.5, step - 0.75)}
            height={tall}
            fill="var(--series-abstract)"
          />
        );
      })}
    </svg>
  );
}
