import { expect, test } from "vitest";
import { verdictOf } from "@/lib/reports/delivery/webhook";
import { findWebhook, type Resolve } from "@/lib/reports/delivery/webhook-address";
import { newWebhookSecret, signedHeaders } from "@/lib/reports/delivery/webhook-signature";

test("signs as the published example of Standard Webhooks is signed", () => {
  const at = new Date(1_614_265_330_000);
  const [secret, id] = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"];
  expect(signedHeaders(secret, id, at, '{"test": 2432232314}')).toEqual({
    "webhook-id": id,
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test("secrets are of a length the specification takes, and never the same", () => {
  const secret = newWebhookSecret();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(newWebhookSecret()).not.toBe(secret);
});

test.each([
  [200, "sent"],
  [202, "sent"],
  [204, "sent"],
  [301, "again"],
  [307, "again"],
  [400, "failed"],
  [403, "failed"],
  [404, "failed"],
  [408, "again"],
  [410, "gone"],
  [413, "failed"],
  [425, "again"],
  [429, "again"],
  [500, "again"],
  [503, "again"],
])("%i is %s", (status, kind) => {
  expect(verdictOf(status)).toBe(kind);
});

const to =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

test.each([
  ["https://example.org/in", ["93.184.215.14"]],
  ["https://example.org:8443/in?a=b", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]],
  ["https://93.184.215.14/in", []],
  ["https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/in", []],
])("%s at %s is gone to", async (address, found) => {
  expect(await findWebhook(address, false, to(...found))).toMatchObject({ kind: "found" });
});

test.each([
  ["127.0.0.1"],
  ["127.8.9.10"],
  ["0.0.0.0"],
  ["10.1.2.3"],
  ["172.16.0.1"],
  ["172.31.255.255"],
  ["192.168.1.1"],
  ["169.254.169.254"],
  ["100.64.0.1"],
  ["100.100.100.200"],
  ["168.63.129.16"],
  ["192.0.0.192"],
  ["192.0.2.1"],
  ["198.18.0.1"],
  ["198.51.100.7"],
  ["203.0.113.7"],
  ["224.0.0.1"],
  ["240.0.0.1"],
  ["255.255.255.255"],
  ["::"],
  ["::1"],
  ["fe80::1"],
  ["fc00::1"],
  ["fd00:ec2::254"],
  ["ff02::1"],
  ["::ffff:127.0.0.1"],
  ["::ffff:10.0.0.1"],
  ["64:ff9b::a9fe:a9fe"],
  ["2002:7f00:1::1"],
  ["2001:0:53aa:64c::1"],
  ["2001:db8::1"],
])("a host at %s is gone to only where that is allowed, also beside a public one", async (address) => {
  const mixed = to("93.184.215.14", address);
  for (const resolve of [to(address), mixed])
    expect(await findWebhook("https://inside.example/in", false, resolve)).toMatchObject({
      kind: "fault",
      passing: false,
      words: expect.stringContaining("not on the public internet"),
    });
  expect(await findWebhook("https://inside.example/in", true, mixed)).toMatchObject({ kind: "found" });
  const literal = address.includes(":") ? `[${address}]` : address;
  expect(await findWebhook(`https://${literal}/in`, false)).toMatchObject({ kind: "fault" });
});

test.each([
  ["https://2130706433/", "public"],
  ["https://0x7f.1/", "public"],
  ["https://0177.0.0.1/", "public"],
  ["https://127.1/", "public"],
  ["https://①②⑦.0.0.1/", "public"],
  ["http://example.org/", "https"],
  ["ftp://example.org/", "https"],
  ["file:///etc/passwd", "https"],
  ["https://user:word@example.org/", "password"],
  ["example.org/in", "no address"],
  ["", "no address"],
])("%s is refused as what it is", async (address, said) => {
  expect(await findWebhook(address, false, to("93.184.215.14"))).toMatchObject({
    kind: "fault",
    passing: false,
    words: expect.stringContaining(said),
  });
});

test("a host that is not found may be later", async () => {
  const nowhere: Resolve = async () => {
    throw new Error("ENOTFOUND");
  };
  for (const resolve of [nowhere, to()])
    expect(await findWebhook("https://gone.example/in", false, resolve)).toEqual({
      kind: "fault",
      passing: true,
      words: "The host gone.example was not found.",
    });
});
