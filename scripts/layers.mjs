// Checks the layers of docs/architecture.md. A checker that sees few modules passes everything, so that fails too.
import { createRequire } from "node:module";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

const require = createRequire(import.meta.url);
const config = require("../.dependency-cruiser.cjs");
const atLeast = 120;

const { output } = await cruise(
  ["app", "lib", "components", "prisma"],
  { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true },
  undefined,
  { tsConfig: extractTSConfig("tsconfig.json") },
);
const { violations, totalCruised, totalDependenciesCruised } = output.summary;
const comments = new Map(config.forbidden.map(({ name, comment }) => [name, comment]));
for (const { from, to, rule } of violations) {
  console.error(`${rule.name}: ${from} → ${to}\n  ${comments.get(rule.name) ?? ""}`);
}
const ownModules = output.modules.filter(({ source }) => /^(app|lib|components|prisma)\//.test(source)).length;
const aliased = output.modules.some(({ source, dependencies }) =>
  source.startsWith("app/") ? dependencies.some(({ resolved }) => resolved.startsWith("lib/")) : false,
);
if (ownModules < atLeast || !aliased) {
  console.error(
    `Only ${ownModules} modules were seen (at least ${atLeast} expected, aliases resolved: ${aliased}): the check is blind.`,
  );
  process.exitCode = 1;
} else if (violations.length > 0) {
  process.exitCode = 1;
} else {
  console.log(`Layers hold: ${ownModules} modules of ${totalCruised}, ${totalDependenciesCruised} dependencies.`);
}
