// Builds elements without a framework: h('p', { class: 'note' }, 'text', child).

type Child = Node | string | null | undefined | false;
type Props = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/** Makes an element. Functions become listeners (`onclick`), `true` an empty attribute, null and false none. Text is never parsed as HTML. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  assign(element, props);
  element.append(...children.filter(present));
  return element;
}

const present = (child: Child): child is Node | string => child !== null && child !== undefined && child !== false;

function assign(element: Element, props: Props): void {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
}

/** Makes an SVG element. */
export function s(tag: string, props: Props = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  assign(element, props);
  element.append(...children.filter(present));
  return element;
}

/** Finds an element of the page that must be there. */
export function get<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`the page has no #${id}`);
  return element;
}

/** Puts new children into an element in one step. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(...children.filter(present));
}

const focusables = (root: Element): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]'),
];

/** Draws a part of the page anew and gives the focus back to what stands where it was: who goes by keys goes on from there. */
export function keepFocus(root: Element, draw: () => void): void {
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement && root.contains(focused) ? focusables(root).indexOf(focused) : -1;
  draw();
  if (at >= 0 && document.activeElement !== focused) focusables(root)[at]?.focus({ preventScroll: true });
}

/** Runs fn at most once a pause of ms, with the last arguments. */
export function debounce<A extends unknown[]>(ms: number, fn: (...args: A) => void): (...args: A) => void {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => fn(...args), ms);
  };
}
