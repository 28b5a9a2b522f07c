import { z } from "zod";
import { defineEvent } from "@/lib/platform/realtime/define-event";

export const productAvailabilityChanged = defineEvent({
  name: "product-availability-changed",
  audience: ["menu"],
  payload: z.object({
    menuItemId: z.uuid(),
    version: z.int(),
    available: z.boolean(),
    until: z.iso.datetime().nullable(),
  }),
});
