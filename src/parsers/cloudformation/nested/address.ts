import { child, stringOf, type DataNode } from "../../../syntax/data.ts";
import { callOf, inWords } from "../written.ts";
import { isHeavy } from "./weight.ts";

/** The address of a template, as much as is known of it. */
export interface Address {
  /** As people write it, cut in the middle where it is long. */
  readonly words: string;
  /** The known segments at the end of its path, the file name last; none where that is not known. */
  readonly tail: readonly string[];
  /** How many of them the path of a file must have to be the one that is meant. */
  readonly least: number;
}

/** Longer addresses are cut. */
const longest = 80;

/** What is not known of a text. */
const gap = "\0";

/** A text with gaps, and the same as people write it. */
interface Piece {
  readonly text: string;
  readonly words: string;
}

/** The address that an expression, or a text that is no path, stands for. Parameters and whatever hangs on the deployment are not known. */
export function addressOf(node: DataNode): Address {
  const { text, words } = isHeavy(node) ? { text: gap, words: "a long expression" } : pieceOf(node);
  return { words: cutInside(words), ...tailOf(text) };
}

/** A text with its middle left out where it is long. */
export function cutInside(text: string): string {
  if (text.length <= longest) return text;
  const half = (longest - 3) / 2;
  return `${text.slice(0, Math.floor(half))}...${text.slice(-Math.ceil(half))}`;
}

/**
 * Behind a part that is not known the whole tail counts: `${Prefix}submodules/vpc/x.yaml` is no other `x.yaml`. Where host and bucket are all
 * that is not known, the path begins with a prefix of the bucket that no file has, and any number of segments may be it.
 */
function tailOf(text: string): Pick<Address, "tail" | "least"> {
  if (/^[\w+.-]+:(?!\/\/)/.test(text)) return { tail: [], least: 0 };
  const path = text.replace(/^[\w+.\0-]*:\/\/[^/]*\//, "").replace(/[?#].*$/s, "");
  const known = path.slice(path.lastIndexOf(gap) + 1);
  const tail = known.split("/").filter((segment, at, all) => at === all.length - 1 || (segment !== "" && segment !== "."));
  if (["", ".", ".."].includes(tail.at(-1) ?? "") || tail.includes("..")) return { tail: [], least: 0 };
  const submodule = tail.lastIndexOf("submodules");
  return { tail, least: path.includes(gap) ? tail.length : submodule < 0 ? 1 : tail.length - submodule };
}

function pieceOf(node: DataNode): Piece {
  if (node.kind === "scalar") return pieceOfText(String(node.value));
  const call = node.kind === "map" ? callOf(node) : undefined;
  const items = call?.argument.kind === "list" ? call.argument.items : [];
  const [first, second, third] = items;
  switch (call?.name) {
    case "Ref":
    case "Fn::GetAtt":
      return { text: gap, words: `\${${inWords(node)}}` };
    case "Fn::Sub": {
      const pattern = stringOf(first ?? call.argument);
      return pattern === undefined ? unknown(node) : joined(pieceOfPattern(pattern, second), "");
    }
    case "Fn::Join": {
      const delimiter = stringOf(first);
      return delimiter === undefined || second?.kind !== "list" ? unknown(node) : joined(second.items.map(pieceOf), delimiter);
    }
    case "Fn::If":
      return second === undefined || third === undefined ? unknown(node) : oneOf(pieceOf(second), pieceOf(third));
    case undefined:
    default:
      return unknown(node);
  }
}

function unknown(node: DataNode): Piece {
  return { text: gap, words: `\${${inWords(node)}}` };
}

/** Dynamic references in a text are not known. */
function pieceOfText(text: string): Piece {
  return { text: text.replace(/\{\{[^{}]*\}\}/g, gap), words: text };
}

/** The pattern of Fn::Sub; of its own variables those that are plain texts are known. */
function pieceOfPattern(pattern: string, variables: DataNode | undefined): readonly Piece[] {
  return pattern.split(/(\$\{[^{}]*\})/).map((words, at) => {
    if (at % 2 === 0) return pieceOfText(words);
    const value = child(variables, words.slice(2, -1).trim());
    return value === undefined ? { text: gap, words } : { text: pieceOf(value).text, words };
  });
}

function joined(pieces: readonly Piece[], delimiter: string): Piece {
  return { text: pieces.map(({ text }) => text).join(delimiter), words: pieces.map(({ words }) => words).join(delimiter) };
}

/** Two addresses that end alike lead to one file. */
function oneOf(one: Piece, other: Piece): Piece {
  if (one.text === other.text) return one;
  const [end, otherEnd] = [one, other].map(({ text }) => text.slice(text.lastIndexOf(gap) + 1));
  const words = `${one.words} or ${other.words}`;
  if (!one.text.includes(gap) || !other.text.includes(gap) || end !== otherEnd) return { text: gap, words };
  return { text: `${gap}${end ?? ""}`, words };
}
