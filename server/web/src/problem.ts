// A fault told by the server (application/problem+json, RFC 9457) or by the lack of one.
import { object, text } from './json.ts';

export class Problem extends Error {
  readonly status: number;
  readonly extra: Record<string, unknown>;

  constructor(status: number, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.name = 'Problem';
    this.status = status;
    this.extra = extra;
  }
}

/** No answer at all: the server is stopped or the line is cut. */
export const isOffline = (error: unknown): boolean => error instanceof Problem && error.status === 0;

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

export async function problemOf(response: Response): Promise<Problem> {
  const body = object(await response.json().catch(() => ({})));
  const message = text(body.detail) || text(body.title) || `${response.status} ${response.statusText}`;
  return new Problem(response.status, message, body);
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
