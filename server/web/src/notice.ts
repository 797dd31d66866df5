// One line at the foot of the map that says what is wrong and what to do; it blocks nothing.
import { fill, h } from './dom.ts';
import { t } from './i18n/i18n.ts';

export function makeNotice(root: HTMLElement): (line: string, retry?: () => void) => void {
  return (line, retry) => {
    root.hidden = line === '';
    fill(root, line, line !== '' && retry !== undefined && h('button', { type: 'button', onclick: retry }, t('retry')));
  };
}
