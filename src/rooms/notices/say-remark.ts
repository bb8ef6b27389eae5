import { textsOf } from '#pages/texts/index.ts';
import type { NoticeRemark, RemarkWord } from '#rooms/notices/rules/words.ts';

type Words = Readonly<Record<RemarkWord, string>>;

/** Each remark in English, for the command line and the API. */
const ENGLISH: Words = textsOf('en').notices.remarkWords;

/** A remark in words, with the raw text it is about. */
export function sayRemark({ what, about }: NoticeRemark, words: Words = ENGLISH): string {
  return about === undefined || about === '' ? words[what] : `${words[what]} (${about})`;
}
