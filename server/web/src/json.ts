// Narrow readers of unknown JSON: the one border where answers of the server become values of known types.

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const object = (value: unknown): Json => (isObject(value) ? value : {});

/** An array, also where a vector tile carries it as a string of JSON. */
export function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string' && value.startsWith('[')) return parsed(value);
  return [];
}

function parsed(value: string): unknown[] {
  try {
    const answer: unknown = JSON.parse(value);
    return Array.isArray(answer) ? answer : [];
  } catch {
    return [];
  }
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

export const strings = (value: unknown): string[] =>
  list(value).filter((item): item is string => typeof item === 'string');
