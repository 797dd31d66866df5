// What went wrong, for the person who asked: the server's own words, or that there is no server.
import { t } from './i18n/i18n.ts';
import { isOffline, messageOf, Problem } from './problem.ts';

/** What is hidden and what does not exist look the same: the server says no more of it. */
const isGone = (error: unknown): boolean => error instanceof Problem && error.status === 404;

export const explain = (error: unknown): string =>
  isOffline(error) ? t('error.noanswer') : isGone(error) ? t('error.gone') : messageOf(error);
