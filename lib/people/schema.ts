import { z } from "zod";

export const SignInInput = z.object({
  email: z.string().trim().toLowerCase().min(3).max(254),
  password: z.string().min(1).max(200),
});
export type SignInInput = z.infer<typeof SignInInput>;

const roles = ["admin", "manager", "cashier", "staff", "kitchen", "releaser"] as const;

/** Somebody who works here, as colleagues see them. */
export const ColleagueDto = z.object({
  userId: z.uuid(),
  membershipId: z.uuid(),
  name: z.string(),
  role: z.enum(roles),
  /** A cook's station: its type. */
  station: z.string().nullable(),
});
export type ColleagueDto = z.infer<typeof ColleagueDto>;

/** POST /devices: makes the browser that asks a shared tablet of the venue. */
export const EnrolDeviceInput = z.strictObject({ name: z.string().trim().min(1).max(60) });
export type EnrolDeviceInput = z.infer<typeof EnrolDeviceInput>;

export const DeviceDto = z.object({
  id: z.uuid(),
  name: z.string(),
  enrolledBy: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  /** The browser that asks is this one. */
  current: z.boolean(),
});
export type DeviceDto = z.infer<typeof DeviceDto>;

/** POST /pin-sessions, on an enrolled device. */
export const PinSignInInput = z.strictObject({
  membershipId: z.uuid(),
  pin: z.string().regex(/^\d{4,6}$/, "A PIN has 4 to 6 digits."),
});
export type PinSignInInput = z.infer<typeof PinSignInInput>;

/** GET /devices/current: whom a shared tablet may be handed to. */
export const SharedTabletDto = z.object({
  device: DeviceDto,
  /** Seconds without a touch after which it asks for a PIN again. */
  idleLockSeconds: z.int(),
  people: z.array(ColleagueDto.extend({ lockedUntil: z.iso.datetime().nullable() })),
});
export type SharedTabletDto = z.infer<typeof SharedTabletDto>;

/** What a right PIN answers; the session is in the cookie. */
export const PinSessionDto = z.object({
  user: z.object({ id: z.uuid(), name: z.string(), role: z.enum(roles) }),
  /** The path where the person's work begins. */
  destination: z.string(),
});
export type PinSessionDto = z.infer<typeof PinSessionDto>;

/** `current` of the 401 to a wrong PIN. */
export const WrongPinDto = z.object({
  /** Before the next lock; 0: it has begun. */
  triesLeft: z.int(),
  lockedUntil: z.iso.datetime().nullable(),
});
export type WrongPinDto = z.infer<typeof WrongPinDto>;

/** PATCH /me */
export const UpdateMeInput = z.strictObject({ locale: z.enum(["bg", "en", "uk"]) });
export type UpdateMeInput = z.infer<typeof UpdateMeInput>;

/** Who is signed in. */
export const MeDto = z.object({
  userId: z.uuid(),
  name: z.string(),
  role: z.enum(roles),
  locale: z.enum(["bg", "en", "uk"]),
});
export type MeDto = z.infer<typeof MeDto>;
