import { FaultNotice, GoodNotice } from "@/app/_frame/notice";

/** What is said of a file that was sent, by its hash. */
export function FileVerdict({ sent, sha256 }: { sent: string | undefined; sha256: string }) {
  if (sent === undefined) return null;
  if (sent === "large") return <FaultNotice>That file is larger than any letter: it is not this one.</FaultNotice>;
  if (!/^[0-9a-f]{64}$/.test(sent)) return <FaultNotice>No file was sent. Choose the PDF first.</FaultNotice>;
  return sent === sha256 ? (
    <GoodNotice>
      <strong>It is this letter,</strong> as it was handed out: a file with the hash {sent}.
    </GoodNotice>
  ) : (
    <FaultNotice>
      <strong>It is not this letter.</strong> The file has the hash {sent}: it was changed, or is another one.
    </FaultNotice>
  );
}
