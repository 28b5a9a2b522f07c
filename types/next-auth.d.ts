import "next-auth";
import "next-auth/jwt";

declare module "next-auth" {
  interface User {
    /** The Session row made at sign-in. */
    sid: string;
  }
  interface Session {
    user: { id: string; name: string; email: string };
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    /** Points at the Session row that every request checks. */
    sid?: string;
  }
}
