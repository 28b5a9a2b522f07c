"use client";

import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { showNotice } from "@/components/alerts/messages";
import type { Place } from "../arrange";
import { createTableActions } from "../client";
import type { TableDto } from "../schema";
import { useTableName } from "./table-status";

interface Step {
  table: TableDto;
  from: Place;
}

/** Tables put elsewhere: saved at once, shown before the answer is there, undone one by one. */
export function useArranging(venue: string, onPlaced: (table: Pick<TableDto, "id" | "x" | "y">) => void) {
  const t = useTranslations("floor.arrange");
  const nameOf = useTableName();
  const actions = useMemo(() => createTableActions(venue), [venue]);
  /** Not answered yet: an older event must not take them back. */
  const [places, setPlaces] = useState<Readonly<Record<string, Place>>>({});
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const last = useRef(new Map<string, number>());
  const queue = useRef(Promise.resolve());

  const save = useCallback(
    (table: TableDto, to: Place) => {
      const turn = (last.current.get(table.id) ?? 0) + 1;
      last.current.set(table.id, turn);
      setPlaces((before) => ({ ...before, [table.id]: to }));
      // One after the other: the last drop must be the last that the server hears of.
      queue.current = queue.current.then(async () => {
        try {
          const { id, x, y } = await actions.place(table.id, { x: to.x, y: to.y });
          onPlaced({ id, x, y });
        } catch {
          showNotice(t("failed", { table: nameOf(table) }));
        }
        if (last.current.get(table.id) !== turn) return;
        setPlaces(({ [table.id]: _, ...rest }) => rest);
      });
    },
    [actions, onPlaced, t, nameOf],
  );

  return {
    places,
    drop: (table: TableDto, from: Place, to: Place) => {
      setSteps((before) => [...before, { table, from }]);
      save(table, to);
    },
    undo:
      steps.length === 0
        ? null
        : () => {
            const step = steps.at(-1);
            setSteps(steps.slice(0, -1));
            if (step) save(step.table, step.from);
          },
    forget: () => setSteps([]),
  };
}
export type Arranging = ReturnType<typeof useArranging>;
