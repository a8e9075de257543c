import type { CounterReport } from "./report";

/**
 * A report's file as an answer's body. However the reader leaves, before the first byte or in the middle, nothing is read on; where making it
 * fails, so does the body, so that half a report is never taken for a whole one.
 */
export function reportStream(report: CounterReport, pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(stream) {
        const piece = await pieces.next();
        if (!piece.done) return stream.enqueue(piece.value);
        stream.close();
      },
      async cancel() {
        await pieces.return(undefined);
        await report.close();
      },
    },
    { highWaterMark: 0 },
  );
}
