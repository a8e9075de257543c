/** One event for each millisecond from a base on, so that every single one can be found again in the database. */
export class Senders {
  readonly acknowledged: number[] = [];
  readonly refused: number[] = [];
  sent = 0;
  #going = true;
  #runs: Promise<void>[] = [];

  constructor(
    readonly site: string,
    readonly key: string,
    readonly doi: string,
    readonly base: number,
    count: number,
    readonly limit = 20_000,
  ) {
    this.#runs = Array.from({ length: count }, () => this.#run());
  }

  async stop(): Promise<void> {
    this.#going = false;
    await Promise.all(this.#runs);
  }

  async #run(): Promise<void> {
    while (this.#going && this.sent < this.limit) {
      const numbers = [this.sent, this.sent + 1, this.sent + 2];
      this.sent += numbers.length;
      const records = numbers.map((n) => ({
        doi: this.doi,
        action: "pdf",
        at: new Date(this.base + n).toISOString(),
        session: `s${n}`,
      }));
      try {
        const response = await fetch(`${this.site}/api/usage`, {
          method: "POST",
          headers: { "x-api-key": this.key, "content-type": "application/json" },
          body: JSON.stringify(records),
        });
        await response.arrayBuffer();
        if (response.status === 202) this.acknowledged.push(...numbers);
        else if (response.status === 503 && response.headers.has("retry-after")) this.refused.push(...numbers);
        else throw new Error(`answered ${response.status}`);
      } catch (fault) {
        if (!(fault instanceof TypeError)) throw fault;
        // The connection broke: nobody said that these were recorded.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }
}
