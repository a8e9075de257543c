import { Readable } from "node:stream";
import { setTimeout as delay, setImmediate as turn } from "node:timers/promises";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { type Delivery, deliveryOf } from "./delivery";
import type { SmtpSettings } from "./smtp-settings";

const CHUNK = 64 * 1024;
const DRAIN_MS = 10;

/** One connection to the mail server. After a delivery that was not accepted it is of no more use. */
export class SmtpSession {
  readonly #connection: SMTPConnection;
  readonly #settings: SmtpSettings;
  #broken: Error | undefined;

  constructor(settings: SmtpSettings) {
    this.#settings = settings;
    this.#connection = new SMTPConnection(settings.connection);
    // Faults between two commands have no callback to go to; a later command meets the closed connection.
    this.#connection.on("error", (fault: Error) => {
      this.#broken ??= fault;
    });
  }

  get usable(): boolean {
    return this.#broken === undefined;
  }

  /** Connects and signs in; what went wrong otherwise. */
  async open(): Promise<Delivery | undefined> {
    try {
      await new Promise<void>((resolve, reject) => {
        this.#connection.once("error", reject);
        this.#connection.connect((fault) => (fault ? reject(fault) : resolve()));
      });
      const { auth } = this.#settings;
      if (auth) await called((done) => this.#connection.login(auth, done));
      return undefined;
    } catch (fault) {
      this.close();
      return deliveryOf(faultOf(fault), false);
    }
  }

  /**
   * Sends a message up to, but without, the line that ends it; then waits for `beforeEnd`, and only then ends it. When `beforeEnd`
   * throws, or the process dies before it is done, the server never saw a whole message and has nothing to deliver.
   */
  async deliver(from: string, to: string, message: Buffer, beforeEnd: () => Promise<void>): Promise<Delivery> {
    let released = false;
    const connection = this.#connection;
    // What is still on its way when the connection breaks can be told from what was ended.
    const drained = async () => {
      await turn();
      const { _socket: socket } = connection;
      while (socket && !socket.destroyed && socket.writableLength > 0) await delay(DRAIN_MS);
    };
    const held = Readable.from(
      (async function* () {
        for (let at = 0; at < message.length; at += CHUNK) yield message.subarray(at, at + CHUNK);
        await drained();
        await beforeEnd();
        released = true;
      })(),
      { objectMode: false },
    );
    try {
      const { response } = await called<{ response: string }>((done) =>
        connection.send({ from, to: [to] }, held, done),
      );
      return { kind: "accepted", reply: response };
    } catch (fault) {
      this.close();
      return deliveryOf(faultOf(fault), released);
    }
  }

  /** Says good-bye where that is still possible. */
  quit(): void {
    if (this.usable) this.#connection.quit();
    this.#broken ??= new Error("closed");
  }

  close(): void {
    this.#broken ??= new Error("closed");
    this.#connection.close();
  }
}

const called = <T>(call: (done: (fault: Error | null, value?: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => call((fault, value) => (fault ? reject(fault) : resolve(value as T))));

const faultOf = (fault: unknown): Error => (fault instanceof Error ? fault : new Error(String(fault)));
