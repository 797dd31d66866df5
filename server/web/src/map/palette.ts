// Which actor has which colour. The first four colours keep a distance (CIEDE2000) of 22 at 55 % over paper for normal
// and colour-blind sight alike (Machado et al. 2009; palette.test.ts computes it); further actors repeat them with a pattern.

export const colours = ['#1B1B1B', '#0077BB', '#E69F00', '#C7EAE5'] as const;
/** The same actors on night paper: the ink turns light, so that the first is still the strongest. */
export const nightColours = ['#F2F0EB', '#3D9BD9', '#FFB833', '#7A1F3D'] as const;
export const textures = ['plain', 'dots', 'bars', 'cross'] as const;
export type Texture = (typeof textures)[number];

export interface Slot {
  readonly colour: string;
  readonly night: string;
  readonly texture: Texture;
  readonly name: string;
}

export type Palette = ReadonlyMap<string, Slot>;

/** An actor and how much of the picture is its own (any count; only the order matters). */
export interface Weighted {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
}

/** States and their forces are drawn in blue by convention of the field, where the id or name says that the actor is one. */
const state =
  /^(state|force|army|gov)\b|government|national army|armed forces|security forces|\barmy\b|coalition government/i;

/** Other conventions of published maps, by actor id: the place in `colours`. */
const conventions: Readonly<Record<string, number>> = {
  isis: 0,
  iskp: 0,
  iswap: 0,
  isgs: 0,
  peshmerga: 2,
  sdf: 2,
  ypg: 2,
};

const byConvention = (a: Weighted): number | null =>
  conventions[a.id.replace(/^.*:/, '')] ?? (state.test(a.id) || state.test(a.name) ? 1 : null);

/**
 * Gives every actor a slot. Those who have one keep it, so that no colour changes hands while a reader looks; new ones
 * come in by convention, then weight, then id. An actor beyond the colours gets a used colour with a texture.
 */
export function assign(before: Palette, actors: readonly Weighted[]): Palette {
  const palette = new Map(before);
  const taken = new Set([...before.values()].map(key));
  const rank = (a: Weighted): number => (byConvention(a) === null ? 1 : 0);
  const fresh = actors
    .filter((a) => !palette.has(a.id))
    .sort((a, b) => rank(a) - rank(b) || b.weight - a.weight || (a.id < b.id ? -1 : 1));
  for (const actor of fresh) {
    const slot = free(taken, byConvention(actor), actor.name);
    taken.add(key(slot));
    palette.set(actor.id, slot);
  }
  return palette;
}

const key = (slot: Slot): string => `${slot.colour} ${slot.texture}`;

function free(taken: ReadonlySet<string>, wished: number | null, name: string): Slot {
  // Blue comes last for others: it stays for a state as long as another colour is free.
  const order = [...new Set([...(wished === null ? [] : [wished]), 0, 2, 3, 1])];
  for (const texture of textures)
    for (const i of order) {
      const slot = { colour: colours[i] ?? '#1B1B1B', night: nightColours[i] ?? '#F2F0EB', texture, name };
      if (!taken.has(key(slot))) return slot;
    }
  return { colour: '#7A7A7A', night: '#9A9A9A', texture: 'cross', name };
}

export const nobody: Slot = { colour: '#8C8778', night: '#8C8778', texture: 'plain', name: '' };

export const colourOf = (slot: Slot, themeName: string): string => (themeName === 'dark' ? slot.night : slot.colour);

/**
 * In print every colour has a texture of its own, so that a grey copy still tells actors apart. Further actors of a colour
 * have the textures that follow, as in a Latin square: two that share a texture have colours of different lightness.
 */
const printed: readonly Texture[] = ['plain', 'bars', 'dots', 'cross'];

export function textureOf(slot: Slot, themeName: string): Texture {
  const colour = (colours as readonly string[]).indexOf(slot.colour);
  if (themeName !== 'print' || colour < 0) return slot.texture;
  return printed[(colour + textures.indexOf(slot.texture)) % printed.length] ?? 'plain';
}
