import type { Db } from "@/lib/db/connection";
import { nextAfterDeath, nextAttempt } from "./backoff";
import type { Delivery } from "./delivery";
import { bareAddress, encodeMessage } from "./encode";
import type { Message, Renderer } from "./mail";
import { SmtpSession } from "./smtp-session";
import type { SmtpSettings } from "./smtp-settings";
import { type ClaimedMail, claimMail, markHandingOver, type Outcome, settleMail, takeOverAbandoned } from "./sql/claim";

export interface SenderSettings {
  smtp: SmtpSettings;
  from: string;
  /** Writes each kind of mail. */
  renderers: ReadonlyMap<string, Renderer>;
  clock?: () => Date;
  /** How many connections are open at once, and how long a pass takes up new mail. */
  lanes?: number;
  passMs?: number;
  leaseMs?: number;
}

/** Longer than any attempt takes; one that takes longer still cannot send twice, as its mark is refused. */
const LEASE_MS = 15 * 60_000;
/** A stop waits for the pass under way, and not for long. */
const PASS_MS = 4_000;
const LANES = 3;
/** A server that cannot be reached is left alone for so long. */
const REST_MS = 60_000;

/** Sends what waits in the outbox, each mail once. Any number of processes may do so at the same time. */
export class Sender {
  readonly #db: Db;
  readonly #settings: Required<SenderSettings>;
  #restUntil = 0;

  constructor(db: Db, settings: SenderSettings) {
    this.#db = db;
    const defaults = { clock: () => new Date(), lanes: LANES, passMs: PASS_MS, leaseMs: LEASE_MS };
    this.#settings = { ...defaults, ...settings };
  }

  /** Sends what is due, for as long as a pass may take; returns how many attempts were made. */
  async pass(): Promise<number> {
    const { clock, lanes, passMs } = this.#settings;
    const now = clock();
    if (now.getTime() < this.#restUntil) return 0;
    await takeOverAbandoned(this.#db, now, (attempts) => nextAfterDeath(attempts, now));
    const until = performance.now() + passMs;
    const made = await Promise.all(Array.from({ length: lanes }, () => this.#lane(until)));
    return made.reduce((sum, attempts) => sum + attempts, 0);
  }

  /** Sends one mail now, due or not; undefined when it does not wait. */
  async sendOne(key: string): Promise<Outcome | undefined> {
    const { clock, leaseMs } = this.#settings;
    const mail = await claimMail(this.#db, clock(), leaseMs, key);
    if (!mail) return undefined;
    const session = new SmtpSession(this.#settings.smtp);
    const fault = await session.open();
    const outcome = await this.#attempt(mail, session, fault);
    session.quit();
    return outcome;
  }

  async #lane(until: number): Promise<number> {
    const { clock, leaseMs, smtp } = this.#settings;
    let session: SmtpSession | undefined;
    let attempts = 0;
    while (performance.now() < until) {
      const mail = await claimMail(this.#db, clock(), leaseMs);
      if (!mail) break;
      attempts += 1;
      let fault: Delivery | undefined;
      if (!session?.usable) {
        session = new SmtpSession(smtp);
        fault = await session.open();
      }
      const { faultOf } = await this.#attempt(mail, session, fault);
      if (faultOf !== "server") continue;
      this.#restUntil = clock().getTime() + REST_MS;
      break;
    }
    session?.quit();
    return attempts;
  }

  /** Whatever happens, the mail is let go of in a state that is true. */
  async #attempt(mail: ClaimedMail, session: SmtpSession, fault: Delivery | undefined): Promise<Outcome> {
    const { clock } = this.#settings;
    let delivery = fault;
    try {
      if (!delivery) {
        const message = await this.#settings.renderers.get(mail.kind)?.(this.#db, mail.payload, clock());
        if (!message) return await this.#settle(mail, { state: "withdrawn", reply: "no longer asked for" });
        delivery = await this.#deliver(mail, message, session);
      }
    } catch (broken) {
      session.close();
      // Nothing was sent; when the database is away too, the lease ends some time.
      await this.#settle(mail, this.#again(mail, "could not be written", "server")).catch(() => {});
      throw broken;
    }
    return this.#settle(mail, this.#outcomeOf(mail, delivery));
  }

  async #deliver(mail: ClaimedMail, message: Message, session: SmtpSession): Promise<Delivery> {
    const { from, clock } = this.#settings;
    const sender = bareAddress(from);
    const messageId = `<${mail.id}@${sender.slice(sender.lastIndexOf("@") + 1)}>`;
    const encoded = await encodeMessage(message, { from, to: mail.recipient, messageId, date: clock() });
    return session.deliver(sender, mail.recipient, encoded, async () => {
      if (!(await markHandingOver(this.#db, mail, message.subject))) throw new Error("another process took it over");
    });
  }

  #outcomeOf(mail: ClaimedMail, delivery: Delivery): Outcome {
    switch (delivery.kind) {
      case "accepted":
        return { state: "sent", reply: delivery.reply };
      case "unknown":
        return { state: "uncertain", reply: delivery.reply };
      case "lost":
        return this.#again(mail, delivery.reply, "server");
      case "refused":
        return delivery.permanent
          ? { state: "failed", reply: delivery.reply, faultOf: delivery.of }
          : this.#again(mail, delivery.reply, delivery.of);
    }
  }

  #again({ attempts, firstAttempt }: ClaimedMail, reply: string, faultOf: "server" | "recipient"): Outcome {
    const next = nextAttempt(attempts, firstAttempt, this.#settings.clock());
    return next ? { state: "waiting", reply, faultOf, nextAttempt: next } : { state: "failed", reply, faultOf };
  }

  async #settle(mail: ClaimedMail, outcome: Outcome): Promise<Outcome> {
    await settleMail(this.#db, mail, outcome, this.#settings.clock());
    return outcome;
  }
}
