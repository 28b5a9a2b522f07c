import { BlockList, isIPv6 } from "node:net";

/** RFC 6890 and its kin: addresses that no push service has, and that somebody could name to reach what is near us. */
const notPublic = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  notPublic.addSubnet(net, prefix, "ipv4");
}
for (const [net, prefix] of [
  ["::", 128],
  ["::1", 128],
  ["100::", 64],
  ["2001:db8::", 32],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  notPublic.addSubnet(net, prefix, "ipv6");
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const hex = (high: string | undefined, low: string | undefined) => (Number(high) * 256 + Number(low)).toString(16);
  const plain = dotted ? `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}` : address;
  const [head = "", tail] = plain.split("::");
  const read = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const [left, right] = [read(head), read(tail ?? "")];
  return tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill(0), ...right];
}

/** The IPv4 address that an IPv6 one stands for: mapped, compatible, NAT64 (RFC 6052) or 6to4 (RFC 3056). */
function embeddedIpv4(address: string): string | null {
  const groups = groupsOf(address);
  const at = (index: number) => groups[index] ?? 0;
  const dotted = (high: number, low: number) => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  const zeros = (from: number, to: number) => groups.slice(from, to).every((group) => group === 0);
  if (zeros(0, 5) && (at(5) === 0xffff || at(5) === 0)) return dotted(at(6), at(7));
  if (zeros(0, 4) && at(4) === 0xffff && at(5) === 0) return dotted(at(6), at(7));
  if (at(0) === 0x64 && at(1) === 0xff9b) return dotted(at(6), at(7));
  return at(0) === 0x2002 ? dotted(at(1), at(2)) : null;
}

/** Whether an IP address is of this machine, of its network or of nobody. */
export function isPrivateAddress(address: string): boolean {
  if (!isIPv6(address)) return notPublic.check(address, "ipv4");
  const bare = address.split("%")[0] ?? "";
  const embedded = embeddedIpv4(bare);
  return notPublic.check(bare, "ipv6") || (embedded !== null && notPublic.check(embedded, "ipv4"));
}

export function isLoopbackAddress(address: string): boolean {
  return loopback.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
