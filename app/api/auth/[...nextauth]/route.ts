import type { NextRequest } from "next/server";
import { revokeSession, sessionSeconds, signIn } from "@/lib/people/commands/sign-in";
import { isSessionLive, signInDestination } from "@/lib/people/queries";
import { handleAuth } from "@/lib/platform/auth/next-auth";

const ports = { signIn, isSessionLive, revokeSession, sessionSeconds, destinationOf: signInDestination };

async function handle(request: NextRequest, { params }: { params: Promise<{ nextauth: string[] }> }) {
  return handleAuth(request, (await params).nextauth, ports);
}

export { handle as GET, handle as POST };
