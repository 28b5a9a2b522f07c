import type { Locale } from "./locales";

/** One file per namespace: messages/{locale}/{namespace}.json. */
export const namespaces = [
  "common",
  "connection",
  "errors",
  "guest",
  "staff",
  "pad",
  "floor",
  "people",
  "app",
  "push",
  "kitchen",
  "pickup",
  "signIn",
] as const;
export type Namespace = (typeof namespaces)[number];

/** Texts by key; groups nest. */
export interface MessageTree {
  [key: string]: string | MessageTree;
}

async function readNamespace(locale: Locale, namespace: Namespace): Promise<MessageTree> {
  try {
    const file = (await import(`../../../messages/${locale}/${namespace}.json`)) as { default: MessageTree };
    return file.default;
  } catch (error) {
    // While developing, a namespace may not be written yet; its keys then show as keys.
    if (process.env.NODE_ENV === "production") throw error;
    return {};
  }
}

/** Every text of a language, under its namespace's name. */
export async function readMessages(locale: Locale): Promise<Record<Namespace, MessageTree>> {
  const trees = await Promise.all(namespaces.map((namespace) => readNamespace(locale, namespace)));
  return Object.fromEntries(namespaces.map((namespace, index) => [namespace, trees[index] ?? {}])) as Record<
    Namespace,
    MessageTree
  >;
}
