// Colour arithmetic for the tests: sRGB, dichromats by Machado, Oliveira and Fernandes 2009 (severity 1.0), CIEDE2000 by
// Sharma, Wu and Dalal 2005.
export type RGB = readonly [number, number, number];

export const rgb = (hex: string): RGB =>
  [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255) as unknown as RGB;

/** A colour laid over another with an opacity. */
export const over = (top: RGB, below: RGB, opacity: number): RGB =>
  top.map((c, i) => c * opacity + (below[i] ?? 0) * (1 - opacity)) as unknown as RGB;

const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const gamma = (c: number): number => (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055);

const matrices = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

const apply = (m: readonly number[], [r, g, b]: RGB): RGB => {
  const v = [linear(r), linear(g), linear(b)];
  const row = (i: number): number =>
    gamma(
      Math.min(
        1,
        Math.max(0, (m[i] ?? 0) * (v[0] ?? 0) + (m[i + 1] ?? 0) * (v[1] ?? 0) + (m[i + 2] ?? 0) * (v[2] ?? 0)),
      ),
    );
  return [row(0), row(3), row(6)];
};

export const sights: Record<string, (c: RGB) => RGB> = {
  normal: (c) => c,
  protanopia: (c) => apply(matrices.protanopia, c),
  deuteranopia: (c) => apply(matrices.deuteranopia, c),
  tritanopia: (c) => apply(matrices.tritanopia, c),
};

/** Relative luminance of WCAG 2. */
export const luminance = ([r, g, b]: RGB): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

function lab([r, g, b]: RGB): [number, number, number] {
  const [R, G, B] = [linear(r), linear(g), linear(b)];
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124564 * R + 0.3575761 * G + 0.1804375 * B) / 0.95047);
  const y = f(0.2126729 * R + 0.7151522 * G + 0.072175 * B);
  const z = f((0.0193339 * R + 0.119192 * G + 0.9503041 * B) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const rad = Math.PI / 180;
const hue = (b: number, a: number): number => (a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / rad + 360) % 360);

/** CIEDE2000 distance of two sRGB colours, of two Lab colours where `isLab`. */
export function deltaE(one: RGB, two: RGB, isLab = false): number {
  const [L1, a1, b1] = isLab ? one : lab(one);
  const [L2, a2, b2] = isLab ? two : lab(two);
  const C = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const G = 0.5 * (1 - Math.sqrt(C ** 7 / (C ** 7 + 25 ** 7)));
  const [p1, p2] = [a1 * (1 + G), a2 * (1 + G)];
  const [C1, C2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const [h1, h2] = [hue(b1, p1), hue(b2, p2)];
  const dL = L2 - L1;
  const dC = C2 - C1;
  let dh = C1 * C2 === 0 ? 0 : h2 - h1;
  if (dh > 180) dh -= 360;
  if (dh < -180) dh += 360;
  const dH = 2 * Math.sqrt(C1 * C2) * Math.sin((dh / 2) * rad);
  const Lm = (L1 + L2) / 2;
  const Cm = (C1 + C2) / 2;
  let hm = h1 + h2;
  if (C1 * C2 !== 0) hm = Math.abs(h1 - h2) <= 180 ? hm / 2 : (hm < 360 ? hm + 360 : hm - 360) / 2;
  const T =
    1 -
    0.17 * Math.cos((hm - 30) * rad) +
    0.24 * Math.cos(2 * hm * rad) +
    0.32 * Math.cos((3 * hm + 6) * rad) -
    0.2 * Math.cos((4 * hm - 63) * rad);
  const SL = 1 + (0.015 * (Lm - 50) ** 2) / Math.sqrt(20 + (Lm - 50) ** 2);
  const SC = 1 + 0.045 * Cm;
  const SH = 1 + 0.015 * Cm * T;
  const RT = -2 * Math.sqrt(Cm ** 7 / (Cm ** 7 + 25 ** 7)) * Math.sin(60 * Math.exp(-(((hm - 275) / 25) ** 2)) * rad);
  return Math.sqrt((dL / SL) ** 2 + (dC / SC) ** 2 + (dH / SH) ** 2 + RT * (dC / SC) * (dH / SH));
}

/** CIE L* of a colour as a grey copy has it, 0 to 100. */
export function lightness(c: RGB): number {
  const y = luminance(c);
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (24389 / 27) * y;
}
