// What went wrong, for the person who asked: the server's own words, or that there is no server.
import { t } from './i18n/i18n.ts';
import { isOffline, messageOf } from './problem.ts';

export const explain = (error: unknown): string => (isOffline(error) ? t('error.noanswer') : messageOf(error));
