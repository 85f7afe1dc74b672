/** The known word that is nearest to a misspelt one, when it is near enough to be meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const limit = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), limit);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { word: candidate, distance };
  }
  return best?.word;
}

/**
 * Insertions, deletions and substitutions between two words, and swaps of neighbours, each one edit. Past the limit it is some number above it:
 * templates have thousands of keys that are no mistakes, and most are told apart after a few letters.
 */
function editDistance(a: string, b: string, limit: number): number {
  let [before, above, current]: [number[], number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, column) => column), []];
  let least = 0;
  for (let row = 1; row <= a.length; row++) {
    const leastAbove = least;
    current[0] = row;
    least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? cell(before, column - 2) + 1 : Infinity;
      const distance = Math.min(cell(above, column) + 1, cell(current, column - 1) + 1, cell(above, column - 1) + same, swapped);
      current[column] = distance;
      if (distance < least) least = distance;
    }
    // Every way to the end goes through one of two neighbouring rows, for a swap leaves out one.
    if (least > limit && leastAbove > limit) return least;
    [before, above, current] = [above, current, before];
  }
  return cell(above, b.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
