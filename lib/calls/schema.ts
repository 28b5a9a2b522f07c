import { z } from "zod";

export const callTypes = ["payment_cash", "payment_card", "help"] as const;
export const callStatuses = ["pending", "acknowledged", "completed"] as const;
export type CallType = (typeof callTypes)[number];
export type CallStatus = (typeof callStatuses)[number];

export const CreateCallInput = z.strictObject({
  callType: z.enum(callTypes),
  message: z.string().trim().max(200).optional(),
});
export type CreateCallInput = z.infer<typeof CreateCallInput>;

export const ChangeCallInput = z.strictObject({ version: z.int32().positive().optional() });

export const CallDto = z.object({
  id: z.uuid(),
  tableNumber: z.string(),
  callType: z.enum(callTypes),
  message: z.string().nullable(),
  status: z.enum(callStatuses),
  createdAt: z.iso.datetime(),
  acknowledgedAt: z.iso.datetime().nullable(),
  /** Only staff are told who: null for guests. */
  acknowledgedBy: z.string().nullable(),
  version: z.int(),
});
export type CallDto = z.infer<typeof CallDto>;
