import { makeAgo } from './ago.ts';

const EVERY_MS = 60_000;

/** Keeps "5m ago" true on a page that stays open. */
export function keepTimes(): void {
  const ago = makeAgo(document.documentElement.dataset['say'] ?? 'en');
  const tell = () => {
    for (const time of document.querySelectorAll<HTMLTimeElement>('.when time:not([data-day])')) {
      const said = ago(Date.parse(time.dateTime), Date.now());
      if (said !== undefined && time.textContent !== said) time.textContent = said;
    }
  };
  setInterval(tell, EVERY_MS);
}
