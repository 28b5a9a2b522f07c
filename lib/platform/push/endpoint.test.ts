import { describe, expect, it } from "vitest";
import { EndpointRefused, readEndpoint, resolveEndpoint } from "./endpoint";

const strict = { allowPrivate: false };
const open = { allowPrivate: true };

describe("readEndpoint", () => {
  it.each([
    "https://fcm.googleapis.com/fcm/send/abc",
    "https://updates.push.services.mozilla.com/wpush/v2/x",
    "https://web.push.apple.com/Q",
    "https://[2a00:1450:4001:81b::200e]/x",
  ])("takes %s", (endpoint) => {
    expect(readEndpoint(endpoint, strict).href).toBe(endpoint);
  });

  it.each([
    "http://fcm.googleapis.com/x",
    "http://127.0.0.1:8080/x",
    "https://127.0.0.1/x",
    "https://2130706433/x",
    "https://0x7f.1/x",
    "https://[::1]/x",
    "https://[::ffff:10.0.0.1]/x",
    "https://localhost/x",
    "https://push.localhost./x",
    "https://printer.local/x",
    "https://metadata.google.internal/x",
    "https://169.254.169.254/latest",
    "https://user:secret@push.example.com/x",
    "ftp://push.example.com/x",
    "not an address",
  ])("refuses %s", (endpoint) => {
    expect(() => readEndpoint(endpoint, strict)).toThrow(EndpointRefused);
  });

  it("takes this machine and its network where that is allowed, without TLS on this machine alone", () => {
    for (const endpoint of [
      "http://127.0.0.1:8080/x",
      "http://localhost:1/x",
      "http://[::1]/x",
      "https://10.0.0.1/x",
    ]) {
      expect(readEndpoint(endpoint, open).href).toBe(endpoint);
    }
    for (const endpoint of ["http://10.0.0.1/x", "http://fcm.googleapis.com/x"]) {
      expect(() => readEndpoint(endpoint, open)).toThrow("not https");
    }
  });
});

describe("resolveEndpoint", () => {
  const url = new URL("https://push.example.com/x");
  const answering =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

  it("names the address to ask", async () => {
    expect(await resolveEndpoint(url, strict, answering("93.184.216.34"))).toEqual({
      address: "93.184.216.34",
      family: 4,
    });
    const literal = new URL("https://[2a00:1450::1]/x");
    expect(await resolveEndpoint(literal, strict, answering())).toEqual({ address: "2a00:1450::1", family: 6 });
  });

  it("refuses a name one of whose addresses is private", async () => {
    for (const address of ["10.0.0.1", "::1", "::ffff:127.0.0.1"]) {
      const attempt = resolveEndpoint(url, strict, answering("93.184.216.34", address));
      await expect(attempt).rejects.toThrow(EndpointRefused);
    }
    expect(await resolveEndpoint(url, open, answering("10.0.0.1"))).toMatchObject({ address: "10.0.0.1" });
  });

  it("goes to this machine alone without TLS, whatever localhost is said to be", async () => {
    const plain = new URL("http://localhost:9/x");
    await expect(resolveEndpoint(plain, open, answering("10.0.0.1"))).rejects.toThrow(EndpointRefused);
    expect(await resolveEndpoint(plain, open, answering("127.0.0.1"))).toMatchObject({ address: "127.0.0.1" });
  });
});
