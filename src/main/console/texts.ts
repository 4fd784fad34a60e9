// Texts in the reader's language: one file each, and only the one that is wanted is loaded.

type Texts = Record<string, string>;

const FILES: Record<string, () => Promise<{ default: Texts }>> = {
  en: () => import('./texts/en.json'),
  de: () => import('./texts/de.json'),
  fr: () => import('./texts/fr.json'),
  nl: () => import('./texts/nl.json'),
};
export const LANGUAGES: [string, string][] = [['en', 'English'], ['de', 'Deutsch'], ['fr', 'Français'], ['nl', 'Nederlands']];

let texts: Texts = {};
export let language = 'en';

function wanted(): string {
  const kept = localStorage.getItem('language');
  const all = kept ? [kept] : navigator.languages.map((tag) => tag.slice(0, 2));
  return all.find((tag) => tag in FILES) ?? 'en';
}

export async function load(chosen?: string): Promise<void> {
  if (chosen) localStorage.setItem('language', chosen);
  language = wanted();
  texts = (await FILES[language]()).default;
  document.documentElement.lang = language;
}

/** A text by its key; {name} in it is replaced. A key without a text shows itself, so that it is found. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

/** A text if there is one, else the word itself: for words that the server may add to. */
export const word = (group: string, name: string): string => texts[`${group}.${name}`] ?? name;

const number = (digits: number) => new Intl.NumberFormat(language, { maximumFractionDigits: digits });
export const num = (value: number, digits = 1): string => number(digits).format(value);
export const time = (ms: number): string =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hour12: false } as Intl.DateTimeFormatOptions).format(ms);
export const day = (ms: number): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(ms);

export function since(ms: number): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const seconds = Math.round((ms - Date.now()) / 1000);
  for (const [unit, length] of [['day', 86400], ['hour', 3600], ['minute', 60]] as [Intl.RelativeTimeFormatUnit, number][]) {
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit);
  }
  return format.format(Math.min(0, seconds), 'second');
}
