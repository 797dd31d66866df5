// Light or dark: the reader's choice, else the system's; the print picture is always light.
import { type Theme, themes } from './map/theme.ts';

export type Name = 'light' | 'dark';
const key = 'dateline-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

const chosen = (): string => localStorage.getItem(key) ?? '';

export const themeName = (): Name => {
  const own = chosen();
  if (own === 'light' || own === 'dark') return own;
  return system.matches ? 'dark' : 'light';
};

export const currentTheme = (): Theme => themes[themeName()];

/** Puts the theme on the page and follows both the reader and the system. */
export function followTheme(core: { repaint(): void }): void {
  const put = (): void => {
    document.documentElement.dataset.theme = themeName();
    core.repaint();
  };
  document.documentElement.dataset.theme = themeName();
  system.addEventListener('change', put);
  window.addEventListener('dateline-theme', () => {
    localStorage.setItem(key, themeName() === 'dark' ? 'light' : 'dark');
    put();
  });
}
