/** A piece of HTML that is safe to send: made only by the `html` template, which escapes whatever is put into it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template; `null`, `undefined` and `false` leave nothing. */
export type Piece = Html | string | number | null | undefined | false | readonly Piece[];

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Template for HTML. Attributes must stand in quotes: then no value can leave its place. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(parts.map((part, at) => (at < pieces.length ? part + write(pieces[at]) : part)).join(''));
}

function write(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (Array.isArray(piece)) return piece.map(write).join('');
  if (piece === null || piece === undefined || piece === false) return '';
  return String(piece).replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}
