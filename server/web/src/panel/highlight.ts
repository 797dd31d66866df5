// Marks pieces of a text by code points, which is how evidence counts; JavaScript counts UTF-16 units.

export interface Span {
  readonly start: number;
  readonly end: number;
  /** What the span is; a piece of text carries the names of all spans over it. */
  readonly name: string;
}

export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly names: readonly string[];
}

/** Cuts a text at every edge of a span. The pieces joined give the text again. */
export function cut(text: string, spans: readonly Span[]): Piece[] {
  const points = Array.from(text);
  const clean = spans.filter((s) => s.start >= 0 && s.end > s.start && s.end <= points.length);
  const edges = new Set([0, points.length]);
  for (const s of clean) edges.add(s.start).add(s.end);
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, i) => {
    const end = sorted[i + 1] ?? start;
    const names = clean.filter((s) => s.start <= start && s.end >= end).map((s) => s.name);
    return { text: points.slice(start, end).join(''), start, names };
  });
}

/** The code points start up to end of a text. */
export const slice = (text: string, start: number, end: number): string => Array.from(text).slice(start, end).join('');
