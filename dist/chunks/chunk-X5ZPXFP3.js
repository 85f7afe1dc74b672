// src/scan/limits.ts
var largestFile = 64 * 1024 * 1024;
var keptText = 32 * 1024 * 1024;
var defaultConcurrency = 8;
var deepestDirectory = 200;

// src/scan/files.ts
const fs = globalThis.process.getBuiltinModule("node:fs");
const { isAbsolute, join, relative, sep } = globalThis.process.getBuiltinModule("node:path");

// src/scan/tree.ts
function withFile(tree, path, bytes) {
  const dir = directoryOf(path);
  const name = path.slice(path.lastIndexOf("/") + 1);
  return {
    list: async (asked) => {
      const listing = await tree.list(asked);
      if (asked !== dir) return listing;
      const others = "entries" in listing ? listing.entries.filter((entry) => entry.name !== name) : [];
      const entries = [...others, { name, kind: "file" }];
      return { entries: entries.sort((a, b) => compare(a.name, b.name)) };
    },
    read: (asked) => asked === path ? Promise.resolve({ bytes }) : tree.read(asked),
    kindOf: (asked) => asked === path ? Promise.resolve("file") : tree.kindOf(asked),
    follow: tree.follow
  };
}
function directoryOf(path) {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash);
}
function below(dir, name) {
  return dir === "." ? name : `${dir}/${name}`;
}
function isWithin(path, dir) {
  return dir === "." || path === dir || path.startsWith(`${dir}/`);
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
function problemAt(path, fault) {
  const at = fault.position ?? { line: 1, column: 1 };
  return { kind: fault.kind, message: fault.message, location: { path, start: at, end: at } };
}

// src/scan/files.ts
function diskTree(root) {
  return {
    list: (dir) => Promise.resolve(list(join(root, dir))),
    read: (path) => read2(join(root, path)),
    kindOf: (path) => Promise.resolve(kindOf(join(root, path))),
    follow: (link) => Promise.resolve(follow(root, join(root, link)))
  };
}
function kindOf(path) {
  try {
    return kindFrom(fs.lstatSync(path));
  } catch {
    return void 0;
  }
}
function insideOf(root, path) {
  const way = relative(root, path);
  if (way === "") return ".";
  if (way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way)) return void 0;
  return sep === "/" ? way : way.replaceAll(sep, "/");
}
function textAt(root, path) {
  try {
    const real = fs.realpathSync.native(join(root, path));
    if (insideOf(root, real) === void 0) return void 0;
    const file = fs.openSync(real, onlyFiles);
    try {
      const stats = fs.fstatSync(file);
      return stats.isFile() && stats.size <= largestFile ? fs.readFileSync(file, "utf8") : void 0;
    } finally {
      fs.closeSync(file);
    }
  } catch {
    return void 0;
  }
}
function kindFrom(entry) {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  return entry.isSymbolicLink() ? "link" : "special";
}
function list(path) {
  try {
    const found = fs.readdirSync(path, { withFileTypes: true });
    return { entries: found.map((entry) => ({ name: entry.name, kind: kindFrom(entry) })).sort((a, b) => compare(a.name, b.name)) };
  } catch (error) {
    return { fault: faultOf(error, "directory") };
  }
}
function follow(root, link) {
  try {
    const real = fs.realpathSync.native(link);
    const kind = kindOf(real) ?? "special";
    const path = insideOf(root, real);
    return path === void 0 ? { where: "outside", kind } : { where: "inside", path, kind };
  } catch (error) {
    return { where: codeOf(error) === "ELOOP" ? "loop" : "nowhere" };
  }
}
var onlyFiles = fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK;
function read2(path) {
  return new Promise((resolve) => {
    fs.open(path, onlyFiles, (error, file) => {
      if (error !== null) {
        resolve({ fault: faultOf(error, "file") });
        return;
      }
      readOpen(file, (result) => {
        fs.close(file, () => {
          resolve(result);
        });
      });
    });
  });
}
function readOpen(file, done) {
  fs.fstat(file, (error, stats) => {
    if (error !== null) done({ fault: faultOf(error, "file") });
    else if (!stats.isFile()) done({ fault: { kind: "unreadable", message: `This is ${nameOf(stats)}, not a regular file; it was not opened.` } });
    else if (stats.size > largestFile) done({ fault: tooLarge(stats.size) });
    else fill(file, Buffer.allocUnsafeSlow(stats.size), 0, done);
  });
}
function fill(file, bytes, from, done) {
  if (from === bytes.length) {
    done({ bytes });
    return;
  }
  fs.read(file, bytes, from, bytes.length - from, from, (error, count) => {
    if (error !== null) done({ fault: faultOf(error, "file") });
    else if (count === 0) done({ bytes: bytes.subarray(0, from) });
    else fill(file, bytes, from + count, done);
  });
}
function tooLarge(size) {
  const megabytes = (bytes) => Math.round(bytes / 1024 / 1024);
  return { kind: "too-large", message: `This file has ${megabytes(size)} MiB; files above ${megabytes(largestFile)} MiB are not read.` };
}
function nameOf(stats) {
  if (stats.isDirectory()) return "a directory";
  if (stats.isFIFO()) return "a named pipe";
  return stats.isSocket() ? "a socket" : "a device";
}
function codeOf(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown error";
}
var reasons = /* @__PURE__ */ new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EIO", "the disk reports an input/output error"],
  ["ENOENT", "it disappeared while it was being read, or its name is not valid UTF-8"],
  ["ENXIO", "it is a pipe or a socket"],
  ["ELOOP", "it is a symbolic link that was put there during the scan"],
  ["EMLINK", "it is a symbolic link that was put there during the scan"],
  ["ENAMETOOLONG", "its path is too long for this system"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"]
]);
function faultOf(error, what) {
  const code = codeOf(error);
  const reason = reasons.get(code);
  return { kind: "unreadable", message: `This ${what} cannot be read: ${reason === void 0 ? code : `${reason} (${code})`}.` };
}

// src/scan/usage.ts
var UsageError = class extends Error {
  name = "UsageError";
};

export {
  largestFile,
  keptText,
  defaultConcurrency,
  deepestDirectory,
  withFile,
  directoryOf,
  below,
  isWithin,
  compare,
  problemAt,
  diskTree,
  kindOf,
  insideOf,
  textAt,
  tooLarge,
  UsageError
};
