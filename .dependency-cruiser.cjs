/**
 * The layers of docs/architecture.md: app → lib/<feature> → components → lib/platform. Each rule's comment says what to do
 * instead. Run through scripts/layers.mjs, which also fails when suspiciously few modules were seen.
 */
const features =
  "orders|kitchen|calls|menu|tables|billing|registrations|inventory|stocktakes|people|venues|notices|reports|push|pickup";
const tests = "\\.test\\.tsx?$|/testing(\\.ts$|/)";

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circular",
      comment: "Two modules need each other: move what both need into a third one.",
      severity: "error",
      from: {},
      to: { circular: true, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nothing-imports-app",
      comment:
        "app/ is the top layer. Move what you need into the feature's folder (or components/ when it knows no domain).",
      severity: "error",
      // A test may call a route as its callers do.
      from: { path: "^(lib|components|prisma)/", pathNot: tests },
      to: { path: "^app/", pathNot: "\\.css$" },
    },
    {
      name: "components-know-no-domain",
      comment:
        "components/ is free of the domain: a part that knows orders or tables belongs to lib/<feature>/components.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: `^lib/(${features}|server|broker)/` },
    },
    {
      name: "platform-knows-no-feature",
      comment: "lib/platform serves every feature. Only realtime/registry.ts may know their events.ts.",
      severity: "error",
      from: { path: "^lib/platform/", pathNot: `^lib/platform/realtime/registry\\.ts$|${tests}` },
      to: { path: `^(lib/(${features}|server)|components|prisma/seed)/` },
    },
    {
      name: "registry-knows-events-only",
      comment: "The registry collects events.ts of the features and nothing else of them.",
      severity: "error",
      from: { path: "^lib/platform/realtime/registry\\.ts$" },
      to: { path: `^lib/(${features})/`, pathNot: "/events\\.ts$" },
    },
    {
      name: "features-meet-through-contracts",
      comment:
        "A feature may use another's schema, rules, events, queries or commands; compose components of several features in app/.",
      severity: "error",
      from: { path: `^lib/(${features})/`, pathNot: tests },
      to: {
        path: `^lib/(${features})/`,
        pathNot: `^lib/$1/|/(schema|rules|events|queries|commands|permissions)\\.ts$|/commands/`,
      },
    },
    {
      name: "database-behind-queries-and-commands",
      comment:
        "Only queries, commands, the platform and the server speak to the database. Call a query or a command instead.",
      severity: "error",
      from: {
        path: "^(app|components|lib)/",
        pathNot: `^lib/(${features})/(queries|commands)(\\.ts$|/)|^lib/(platform|server)/|^app/api/health/|${tests}`,
      },
      to: { path: "^lib/platform/(db\\.ts$|prisma/)|^node_modules/(pg|@prisma)/" },
    },
    {
      name: "pure-files-stay-pure",
      comment: "rules, schema and events run anywhere: no database, no Node, no Next in them.",
      severity: "error",
      from: { path: `^lib/(${features})/(rules|schema|events)\\.ts$` },
      to: {
        path: `^lib/(${features})/(queries|commands|client|components)|^lib/platform/(db|log|env|ids)\\.ts$|^lib/platform/(http|auth/(resolve|page|cookies|next-auth)|prisma|realtime/(outbox|relay|publisher))|^node_modules/(next|pg|@prisma|react)/`,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "broker-stands-alone",
      comment: "The broker could be lifted out as a package: it imports only node, ws and itself.",
      severity: "error",
      from: { path: "^lib/broker/", pathNot: tests },
      to: { pathNot: "^lib/broker/|^node_modules/(ws|@types)/", dependencyTypesNot: ["core"] },
    },
    {
      name: "broker-is-reached-by-the-server-alone",
      comment: "Everything else publishes through the outbox, whatever broker is behind it.",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: `^lib/(broker|server)/|${tests}` },
      to: { path: "^lib/broker/" },
    },
    {
      name: "tests-stay-out",
      comment: "Product code may not import tests or their fixtures.",
      severity: "error",
      from: { path: "^(app|components|lib|prisma)/", pathNot: tests },
      to: { path: tests },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/platform/prisma/(?!client\\.ts)|^\\.next/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
