import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { getPrisma } from "@/lib/platform/db";
import type { MeDto, UpdateMeInput } from "../schema";

/** Keeps a person's own settings: the language that every device speaks to them from their next sign-in on. */
export async function updateMe({ actor }: Context<StaffActor>, { locale }: UpdateMeInput): Promise<MeDto> {
  await getPrisma().user.update({ where: { id: actor.userId }, data: { locale } });
  return { userId: actor.userId, name: actor.name, role: actor.role, locale };
}
