let segmenter: Intl.Segmenter | undefined;

/** Made when a text needs it, because that takes 10 ms. */
function segments(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}

/** Letters and signs that never join with one another: Latin, Greek, Cyrillic, kana, ideographs, Hangul syllables. */
const simple = /[\n\t\x20-\x7e\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]/;

/** The segmenter's time grows with the square of the length: what has no simple place to cut for so long is given up. */
const longestRun = 2000;

export function isPlain(text: string): boolean {
  return /^[\x20-\x7e\n\t]*$/.test(text);
}

/**
 * The characters of a text as its reader counts them; Terraform's `length`, `substr` and `strrev` count the same. Undefined when that
 * takes too long. https://www.unicode.org/reports/tr29/
 */
export function graphemes(text: string): readonly string[] | undefined {
  if (isPlain(text)) return text.split("");
  const characters: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = start + 1;
    let wasSimple = simple.test(text.charAt(start));
    for (; end < text.length; end++) {
      const isSimple = simple.test(text.charAt(end));
      if (wasSimple && isSimple) break;
      wasSimple = isSimple;
    }
    if (end - start > longestRun) return undefined;
    if (end - start === 1) characters.push(text.charAt(start));
    else for (const { segment } of segments(text.slice(start, end))) characters.push(segment);
    start = end;
  }
  return characters;
}
