/**
 * The kinds of token. A sign of one character has that character's code as its kind;
 * the others lie below the printable characters or above ASCII.
 */
type Kind = number;

export const END: Kind = 0;
export const INVALID: Kind = 1;
export const IDENTIFIER: Kind = 2;
export const NUMBER: Kind = 3;
/** `<<EOT` or `<<-EOT` with the end of its line. */
export const HEREDOC: Kind = 4;
export const NEWLINE: Kind = 10;

export const BANG: Kind = 33;
export const QUOTE: Kind = 34;
export const PERCENT: Kind = 37;
export const PAREN_OPEN: Kind = 40;
export const PAREN_CLOSE: Kind = 41;
export const STAR: Kind = 42;
export const PLUS: Kind = 43;
export const COMMA: Kind = 44;
export const MINUS: Kind = 45;
export const DOT: Kind = 46;
export const SLASH: Kind = 47;
export const COLON: Kind = 58;
export const LESS: Kind = 60;
export const ASSIGN: Kind = 61;
export const GREATER: Kind = 62;
export const QUESTION: Kind = 63;
export const BRACKET_OPEN: Kind = 91;
export const BRACKET_CLOSE: Kind = 93;
export const BRACE_OPEN: Kind = 123;
export const BRACE_CLOSE: Kind = 125;

export const EQUAL: Kind = 128;
export const NOT_EQUAL: Kind = 129;
export const LESS_OR_EQUAL: Kind = 130;
export const GREATER_OR_EQUAL: Kind = 131;
export const AND: Kind = 132;
export const OR: Kind = 133;
/** `=>` */
export const ARROW: Kind = 134;
export const ELLIPSIS: Kind = 135;
export const DOUBLE_COLON: Kind = 136;
/** `~}`, the end of an interpolation or directive that strips the space after it. */
export const STRIP_CLOSE: Kind = 137;
