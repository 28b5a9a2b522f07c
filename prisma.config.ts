import { defineConfig } from "prisma/config";

// Prisma's CLI downloads a schema-engine binary at start, even for `generate`, which never runs it. Any existing file
// satisfies the look-up; migrations go through the WebAssembly engine in lib/server/migrate.ts instead.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
process.env.CHECKPOINT_DISABLE ??= "1";

export default defineConfig({ schema: "prisma/schema", migrations: { path: "prisma/migrations" } });
