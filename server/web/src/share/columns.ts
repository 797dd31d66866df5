// Blocks of lines in columns of equal width, each block in the column that is the shortest so far.

export interface Placed {
  readonly column: number;
  /** The line of the column at which the block begins. */
  readonly line: number;
}

/** Places blocks of so many lines each; `height` is that of the longest column, in lines. */
export function columns(blocks: readonly number[], count: number): { placed: Placed[]; height: number } {
  const filled = new Array<number>(Math.max(1, count)).fill(0);
  const placed = blocks.map((lines): Placed => {
    const least = Math.min(...filled);
    const column = filled.indexOf(least);
    filled[column] = least + lines;
    return { column, line: least };
  });
  return { placed, height: Math.max(0, ...filled) };
}
