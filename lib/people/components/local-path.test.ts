import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localPath } from "./local-path";

describe("localPath", () => {
  it("keeps paths of this site", () => {
    expect(localPath("/v/pod-lipite/dashboard?view=tables")).toBe("/v/pod-lipite/dashboard?view=tables");
    expect(localPath("/v/x/kitchen/grill")).toBe("/v/x/kitchen/grill");
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/..//evil.example",
    "javascript:alert(1)",
    "v/x",
    "/sign-in?next=/",
    "/api/auth/signout",
    "",
    undefined,
    ["/a", "/b"],
  ])("refuses %j", (next) => {
    expect(localPath(next)).toBeNull();
  });

  it("never leaves the site, whatever is asked", () => {
    const here = "https://house.example";
    const part = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "@",
      ":",
      "//",
      "\t",
      "\n",
      " ",
      "evil.example",
      "http:",
      "?",
      "#",
      "%2f",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 3 })), { maxLength: 8 }), (parts) => {
        const path = localPath(`/${parts.join("")}`);
        if (path !== null) expect(new URL(path, here).origin).toBe(here);
      }),
    );
  });
});
