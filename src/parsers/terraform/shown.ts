/** A name that was computed, for a message: what is long or has lines is more likely the content of a file than a name, and is not printed. */
export function shown(name: string, write: (name: string) => string = (short) => short): string {
  return name.length > 60 || /[\r\n]/.test(name) ? "of a long name" : write(name);
}
