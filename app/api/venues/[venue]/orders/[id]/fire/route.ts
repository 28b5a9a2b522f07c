import { z } from "zod";
import { fireCourse } from "@/lib/orders/commands/fire-course";
import { mayFireCourses } from "@/lib/orders/permissions";
import { FireCourseInput } from "@/lib/orders/schema";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["staff"],
  can: mayFireCourses,
  params: z.object({ id: z.uuid() }),
  body: FireCourseInput,
  handler: ({ ctx, params, body }) => fireCourse(ctx, params.id, body),
});
