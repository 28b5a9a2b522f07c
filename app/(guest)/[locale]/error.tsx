"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useErrorWords } from "./_parts/error-words";

export default function GuestError({ reset }: { reset: () => void }) {
  const words = useErrorWords();
  return (
    <main className="py-12">
      <EmptyState
        picture="broth"
        linen="sea"
        title={words?.title ?? ""}
        titleAs="h1"
        action={<Button onClick={reset}>{words?.retry}</Button>}
      >
        {words?.hint}
      </EmptyState>
    </main>
  );
}
