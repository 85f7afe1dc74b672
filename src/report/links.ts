/** Where the rule pages live; every reporter links to them. */
export const rulePages = "https://github.com/imdslint/imdslint/blob/main/docs/rules/";

/** The page of one rule. */
export function rulePage(id: string): string {
  return `${rulePages}${uriSegment(id)}.md`;
}

/** https://www.rfc-editor.org/rfc/rfc3986#section-2.3 */
const unreserved = /^[\w.~-]*$/;

/** Any text as one segment of a URI, also where Markdown would end a link; half characters become U+FFFD. */
export function uriSegment(text: string): string {
  if (unreserved.test(text)) return text;
  const whole = text.replace(/\p{Cs}/gu, "\uFFFD");
  return encodeURIComponent(whole).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
