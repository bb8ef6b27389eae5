/** Invented Persian sentences: what is measured with ASCII alone flatters, since Persian makes strings two bytes wide. */
const SENTENCES = [
  'امروز هوا آفتابی است و بازار شلوغ‌تر از همیشه.',
  'کتابخانهٔ محله تا ساعت نه شب باز می‌ماند.',
  'قطار ساعت هشت با بیست دقیقه تأخیر رسید.',
  'نمایشگاه عکس تازه‌ای در میدان اصلی برپا شده است.',
  'چند نفر از همسایه‌ها برای کمک به آشپزخانهٔ محله آمدند.',
  'برنامهٔ کنسرت فردا به سالن کوچک‌تر منتقل شد.',
  'کلاس‌های شبانه از هفتهٔ آینده دوباره آغاز می‌شود.',
] as const;

/** A post of a few sentences with a hashtag, different for each n. */
export function persianPost(n: number, tag = 'باران'): string {
  const first = SENTENCES[n % SENTENCES.length]!;
  const second = SENTENCES[(n * 3 + 1) % SENTENCES.length]!;
  return `${first} ${second} شمارهٔ ${n} #${tag}`;
}
