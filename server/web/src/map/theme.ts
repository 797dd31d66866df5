// The colours of the paper. Colour proper belongs to actors (palette.ts), never to chrome.

export interface Theme {
  readonly name: 'light' | 'dark' | 'print';
  readonly land: string;
  readonly water: string;
  readonly urban: string;
  readonly admin: string;
  readonly country: string;
  readonly ink: string;
  readonly muted: string;
  readonly halo: string;
  readonly hatch: string;
  readonly people: string;
  readonly focus: string;
}

export const light: Theme = {
  name: 'light',
  land: '#F7F5F0',
  water: '#DCE6EA',
  urban: '#E9E4DA',
  admin: '#D6D0C3',
  country: '#A39C8D',
  ink: '#1F2328',
  muted: '#6B6F76',
  halo: '#FDFCFA',
  hatch: '#EDE9E0',
  people: '#8A2D63',
  focus: '#0B57D0',
};

export const dark: Theme = {
  name: 'dark',
  land: '#1B1F23',
  water: '#101316',
  urban: '#262B30',
  admin: '#353B42',
  country: '#626A73',
  ink: '#E8E6E1',
  muted: '#9BA1A8',
  halo: '#14171A',
  hatch: '#22272C',
  people: '#E38FBE',
  focus: '#8AB4F8',
};

export const print: Theme = {
  ...light,
  name: 'print',
  land: '#FFFFFF',
  halo: '#FFFFFF',
  urban: '#EEEEEE',
  hatch: '#E6E6E6',
};

export const themes = { light, dark, print };
