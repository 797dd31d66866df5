// Dates in Sorani: browsers of the Chromium family carry no data for it, and would fall back to the browser's own language.

/** The months as they are called in Iraq and Syria, January to December. */
export const months = [
  'کانوونی دووەم',
  'شوبات',
  'ئازار',
  'نیسان',
  'ئایار',
  'حوزەیران',
  'تەمووز',
  'ئاب',
  'ئەیلوول',
  'تشرینی یەکەم',
  'تشرینی دووەم',
  'کانوونی یەکەم',
];

/** The first letters of the days of the week, Sunday to Saturday. */
const weekdays = ['ی', 'د', 'س', 'چ', 'پ', 'هـ', 'ش'];

const pad = (n: number): string => String(n).padStart(2, '0');

/** What Intl.DateTimeFormat gives for the options that the page uses, in UTC. */
export function format(at: number, options: Intl.DateTimeFormatOptions): string {
  const d = new Date(at);
  const month = months[d.getUTCMonth()] ?? '';
  if (options.weekday) return weekdays[d.getUTCDay()] ?? '';
  const parts = [
    (options.day || options.dateStyle) && String(d.getUTCDate()),
    month,
    (options.year || options.dateStyle) && String(d.getUTCFullYear()),
  ];
  const date = parts.filter(Boolean).join(' ');
  return options.timeStyle ? `${date}، ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}` : date;
}
