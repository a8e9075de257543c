import { connect } from "node:net";

// A process of its own that sends events over kept connections, as fast as they are answered: argv is a JSON of `Load`.
export interface Load {
  port: number;
  connections: number;
  seconds: number;
  dois: string[];
}
export interface LoadResult {
  acknowledged: number;
  refused: number;
  seconds: number;
  p50: number;
  p99: number;
}

const load: Load = JSON.parse(process.argv[2] ?? "{}");
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";

const waits: number[] = [];
let acknowledged = 0;
let refused = 0;
let number = 0;

const ends = performance.now() + load.seconds * 1000;
const began = performance.now();

/** One connection: a request, its answer, the next. Written by hand, as a client library would take the server's time. */
function sender(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(load.port, "127.0.0.1");
    socket.setNoDelay(true);
    let sent = 0;
    let answer = "";
    const send = () => {
      const n = number++;
      const body = JSON.stringify({ doi: load.dois[n % load.dois.length], action: "pdf" });
      sent = performance.now();
      socket.write(
        `POST /api/usage HTTP/1.1\r\nhost: 127.0.0.1:${load.port}\r\nuser-agent: ${BROWSER} v${n % 5000}\r\n` +
          `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      const head = answer.indexOf("\r\n\r\n");
      if (head === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0);
      if (answer.length < head + 4 + length) return;
      waits.push(performance.now() - sent);
      if (answer.startsWith("HTTP/1.1 202")) acknowledged += 1;
      else refused += 1;
      answer = "";
      if (performance.now() < ends) send();
      else socket.end();
    });
  });
}

await Promise.all(Array.from({ length: load.connections }, sender));
const seconds = (performance.now() - began) / 1000;
waits.sort((a, b) => a - b);
const quantile = (q: number) => waits[Math.floor(q * (waits.length - 1))] ?? 0;
const result: LoadResult = { acknowledged, refused, seconds, p50: quantile(0.5), p99: quantile(0.99) };
console.log(JSON.stringify(result));
