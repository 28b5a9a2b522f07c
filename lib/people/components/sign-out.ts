import { forgetHere } from "@/lib/platform/kept/forget";

/** Ends the session on the server and leaves for the sign-in page. Throws TypeError when the network failed. */
export async function signOut(): Promise<void> {
  const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
  await fetch("/api/auth/signout", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, callbackUrl: "/sign-in", json: "true" }),
  });
  await forgetHere();
  window.location.assign("/sign-in");
}
