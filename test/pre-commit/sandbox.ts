import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** What a program did. stdout and stderr come together, as a user of a hook sees them. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** A hook manager with its own cache, a clone of this repository's committed state, and as many user repositories as asked for. */
export class Sandbox {
  readonly hook: string;
  readonly revision: string;
  readonly #root: string;
  readonly #environment: NodeJS.ProcessEnv;
  #users = 0;

  /** @param tools where the hook manager is, if it is not on the path. */
  constructor(tools: string | undefined) {
    this.#root = mkdtempSync(join(tmpdir(), "imdslint-hook-"));
    this.#environment = {
      ...process.env,
      PATH: [tools, dirname(process.execPath), process.env["PATH"]].filter((part) => part !== undefined).join(delimiter),
      PRE_COMMIT_HOME: join(this.#root, "cache"),
      PREK_HOME: join(this.#root, "cache"),
      GIT_AUTHOR_NAME: "Test",
      GIT_AUTHOR_EMAIL: "test@example.com",
      GIT_COMMITTER_NAME: "Test",
      GIT_COMMITTER_EMAIL: "test@example.com",
      NO_COLOR: "1",
    };
    // Vitest's own variables must not reach the hook, and a running git must not point it elsewhere.
    for (const name of Object.keys(this.#environment)) if (/^(VITEST|NODE_ENV$|NODE_OPTIONS$|GIT_DIR$|GIT_INDEX_FILE$|GIT_WORK_TREE$)/.test(name)) Reflect.deleteProperty(this.#environment, name);
    this.hook = join(this.#root, "hook");
    execFileSync("git", ["clone", "--quiet", "--no-local", process.cwd(), this.hook], { env: this.#environment });
    this.revision = execFileSync("git", ["rev-parse", "HEAD"], { cwd: this.hook, encoding: "utf8" }).trim();
  }

  /** A new repository with these files staged. */
  repository(files: Readonly<Record<string, string>>): UserRepository {
    this.#users++;
    const path = join(this.#root, `user-${this.#users}`);
    mkdirSync(path);
    const repository = new UserRepository(path, this.#environment);
    repository.run("git", ["init", "--quiet"]);
    repository.stage(files);
    return repository;
  }

  run(command: string, args: readonly string[]): Outcome {
    return run(command, args, this.hook, this.#environment);
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 3 });
  }
}

export class UserRepository {
  readonly path: string;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(path: string, environment: NodeJS.ProcessEnv) {
    this.path = path;
    this.#environment = environment;
  }

  stage(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, name)), { recursive: true });
      writeFileSync(join(this.path, name), text);
    }
    this.run("git", ["add", "--all"]);
  }

  commit(...options: readonly string[]): Outcome {
    return this.run("git", ["commit", "--quiet", "--message", "change", ...options]);
  }

  commits(): number {
    const { status, output } = this.run("git", ["rev-list", "--count", "HEAD"]);
    return status === 0 ? Number(output) : 0;
  }

  run(command: string, args: readonly string[]): Outcome {
    return run(command, args, this.path, this.#environment);
  }
}

function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Outcome {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: "utf8", maxBuffer: 1 << 26 });
  if (error !== undefined) throw error;
  return { status, output: `${stdout}${stderr}` };
}
