"use client";

import { createContext, type ReactNode, useContext } from "react";

interface Words {
  title: string;
  hint: string;
  retry: string;
}

const ErrorWords = createContext<Words | null>(null);

/** Hands the page of last resort its words while there is still a server to ask for them. */
export function ErrorWordsProvider({ words, children }: { words: Words; children: ReactNode }) {
  return <ErrorWords value={words}>{children}</ErrorWords>;
}

export function useErrorWords(): Words | null {
  return useContext(ErrorWords);
}
