import type { enPlanner } from '#pages/texts/en-planner.ts';

/** What the page of hours advised for planned work says, in Persian. */
export const faPlanner: typeof enPlanner = {
  planner: {
    title: 'کدام ساعت؟',
    lead: 'همهٔ شروع‌ها در ربع‌ساعت‌های میان کران‌های شما، به ترتیب آسیبی که به آسیب‌پذیرترین گروه می‌رسد.',
    never:
      'این از فعالیت معمول به ساعت جهانی به دست می‌آید. جایی که مردم می‌گویند هستند، منطقهٔ زمانی‌شان و درخواست‌ها هرگز بخشی از آن نیست.',
    go: 'پیشنهاد بده',
    fields: {
      length: { label: 'درازا', note: 'مانند \u206690m\u2069 یا \u20662h\u2069' },
      earliest: { label: 'نه پیش از', note: 'همراه اختلاف ساعت، مانند \u20662026-06-16T04:00Z\u2069' },
      latest: { label: 'پایان تا', note: 'همراه اختلاف ساعت' },
      deadline: { label: 'بیش از این نمی‌تواند بماند', note: 'آنچه فراهم‌کننده یا خود کار اجازه می‌دهد' },
      notice: { label: 'خبر دادن پیش از کار', note: 'مانند \u206624h\u2069' },
      staff: {
        label: 'ساعت کارکنان',
        note: '\u206609:00-16:00@America/Los_Angeles\u2069؛ روزها پس از آن، مانند \u2066:12345\u2069',
      },
      risk: { label: 'خطر ماندن', note: 'آسیب هر روز، به سهم یک روز معمول، مانند 0.02' },
      asked: { label: 'شروعی که آن هم سنجیده شود', note: 'همراه اختلاف ساعت' },
      window: { label: 'کاری که جابه‌جا می‌شود', note: 'شماره‌اش؛ سر راه خودش نیست' },
    },
    advised: 'پیشنهاد',
    counted: (feasible: string, all: string) => `${feasible} شروع از ${all} همهٔ شرط‌ها را دارند.`,
    rules: (version: string) => `قاعده‌های منطقهٔ زمانی ${version}`,
    unread: (names: string) => `روشن نیست که با این‌ها برخورد نکند: ${names}`,
    unknown: (names: string) => `شمارش‌ها دربارهٔ ${names} چیزی نمی‌گویند؛ ساعت‌های بیداری جایشان را می‌گیرند.`,
    chart: 'فعالیت معمول همه به شکل تراز، با ساعت‌های پیشنهادی و ساعتی که پرسیده شده',
    none: 'هیچ شروعی شدنی نیست. این‌ها سر راه‌اند:',
    without: (constraint: string) => `بهترین بدون: ${constraint}`,
    ofStarts: (n: string, all: string) => `${n} شروع از ${all}`,
    askedAbout: 'شروعی که پرسیده شده',
    quarter: (n: string) => `در چارک ${n} از ۴ است؛ نخستین بهترین است.`,
    cut: (percent: string) => `${percent}٪ یک روز معمول بریده می‌شود`,
    guessed: 'حدس',
    everybody: 'همه',
    constraint: {
      bounds: 'کران‌های شما',
      notice: 'کمترین زمان خبر دادن',
      deadline: 'مهلت',
      staff: 'ساعت کارکنان',
      freeze: 'دورهٔ توقف کار',
      channel: 'کار کانال‌های دیگر',
    },
    lost: {
      harm: 'آسیب بیشتر',
      slack: 'زمان کمتر تا مهلت',
      notice: 'زمان کمتر برای خبر دادن',
      overlap: 'برخورد بیشتر با دیگران',
      later: 'دیرتر',
      infeasible: 'نشدنی',
    },
  },
};
