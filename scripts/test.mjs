// `npm test`: installs what is missing, then runs everything: unit and database tests (vitest), end-to-end tests (Playwright
// against the production build). The last line is "N passed, N failed".
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setUp } from "./setup.mjs";

await setUp();
const { build } = await import("./build.mjs");
const { findBrowser } = await import("./browser.mjs");

const reports = mkdtempSync(join(tmpdir(), "servery-test-"));
const env = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  // Tests bring their own database and broker; a developer's settings must not reach them.
  DATABASE_URL: "",
  PUSHER_HOST: "",
};

function run(command, args, more = {}) {
  return spawnSync(command, args, { stdio: "inherit", env: { ...env, ...more } }).status ?? 1;
}

function vitest() {
  const file = join(reports, "vitest.json");
  const status = run("npx", ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`]);
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(readFileSync(file, "utf8"));
  const failed = numFailedTests || (status === 0 ? 0 : Math.max(1, numFailedTestSuites));
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((each) => each.status === "failed");
    const ofFile = status === "failed" && tests.length === 0 ? [`${name}: ${message}`] : [];
    return [...ofFile, ...tests.map((each) => `${name} › ${each.fullName}: ${each.failureMessages.join("\n")}`)];
  });
  return { passed: numPassedTests, failed, failures };
}

async function playwright() {
  await build();
  const file = join(reports, "playwright.json");
  const status = run("npx", ["playwright", "test", "--reporter=list,json"], {
    CHROMIUM_PATH: await findBrowser(),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = JSON.parse(readFileSync(file, "utf8")).stats;
  return { passed: expected + flaky, failed: unexpected || (status === 0 ? 0 : 1) };
}

const results = [vitest()];
try {
  results.push(await playwright());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  results.push({ passed: 0, failed: 1 });
}
rmSync(reports, { recursive: true, force: true });

// Said again at the end: what came after them is long.
for (const failure of results.flatMap(({ failures = [] }) => failures)) console.log(`Failed: ${failure}`);
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") === 0 && total("passed") > 0 ? 0 : 1;
