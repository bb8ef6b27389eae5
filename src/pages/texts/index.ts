import { en } from '#pages/texts/en.ts';
import { fa } from '#pages/texts/fa.ts';

/** All texts of one language. A language that lacks one does not compile. */
export type Texts = typeof en;

export const LANGUAGES = ['en', 'fa'] as const;
export type PageLanguage = (typeof LANGUAGES)[number];

/** What a language calls itself, and which way it runs. */
export const ABOUT_LANGUAGE: Readonly<
  Record<PageLanguage, { readonly name: string; readonly dir: 'ltr' | 'rtl' }>
> = {
  en: { name: 'English', dir: 'ltr' },
  fa: { name: 'فارسی', dir: 'rtl' },
};

const BY_LANGUAGE: Readonly<Record<PageLanguage, Texts>> = { en, fa };

export function textsOf(language: PageLanguage): Texts {
  return BY_LANGUAGE[language];
}
