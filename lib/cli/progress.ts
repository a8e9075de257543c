import type { ReadProgress } from "@/lib/logs/lines";
import type { Output } from "./command";

const EVERY_MS = 200;
const WIDTH = 30;

/** A bar on a terminal, redrawn in place, with lines a second and the time left; nothing anywhere else. */
export class Progress {
  readonly #shown: boolean;
  readonly #began = Date.now();
  #drawn = 0;
  #file = "";
  #read: ReadProgress = { bytes: 0, of: undefined };

  constructor({ json }: Output) {
    this.#shown = !json && process.stderr.isTTY === true;
  }

  read(file: string, read: ReadProgress): void {
    this.#file = file;
    this.#read = read;
  }

  lines(count: number): void {
    const now = Date.now();
    if (!this.#shown || now - this.#drawn < EVERY_MS) return;
    this.#drawn = now;
    const seconds = (now - this.#began) / 1000;
    process.stderr.write(`\r\u001b[K${this.#bar(seconds)} ${count} lines, ${Math.round(count / seconds)}/s`);
  }

  end(): void {
    if (this.#shown) process.stderr.write("\r\u001b[K");
  }

  #bar(seconds: number): string {
    const { bytes, of } = this.#read;
    if (!of) return this.#file;
    const done = Math.min(1, bytes / of);
    const left = done > 0 ? Math.round(seconds / done - seconds) : 0;
    const full = Math.round(done * WIDTH);
    return `${this.#file} [${"#".repeat(full)}${"-".repeat(WIDTH - full)}] ${Math.floor(done * 100)} %, ${left} s left,`;
  }
}
