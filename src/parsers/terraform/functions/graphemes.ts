const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The characters of a text as its reader counts them; Terraform's `length`, `substr` and `strrev` count the same. */
export function graphemes(text: string): readonly string[] {
  // Without combining marks every unit is a character, but a line break after a carriage return is one with it.
  if (/^[\x20-\x7e\n\t]*$/.test(text)) return text.split("");
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
