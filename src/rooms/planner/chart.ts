import { html, type Markup } from '#pages/markup.ts';
import type { Advised } from '#rooms/planner/views.ts';

const WIDTH = 672;
const HEIGHT = 120;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const STEP_MS = 900_000;

/**
 * Usual activity of everybody between the bounds, at most a week of it, as a level without numbers; on it the hours that are advised and the one
 * asked about. Of a few people no level is drawn, since its shape alone would tell of each.
 */
export function activityChart({ question, advice }: Advised, label: string): Markup {
  const from = Math.floor(question.earliest / STEP_MS) * STEP_MS;
  const to = Math.min(question.latest, from + WEEK_MS);
  const x = (ms: number) => (((ms - from) / (to - from)) * WIDTH).toFixed(1);
  const [everybody] = question.groups;
  const told = everybody !== undefined && everybody.unknown !== 'few';
  const week = told ? everybody.week : new Float64Array(672);
  const peak = Math.max(1, ...week);
  const points: string[] = [];
  for (let at = from; at <= to; at += STEP_MS) {
    const level = (week[(at / STEP_MS) % week.length] ?? 0) / peak;
    points.push(`${x(at)},${(HEIGHT - 10 - level * (HEIGHT - 20)).toFixed(1)}`);
  }
  const bar = (kind: string, { startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number }) =>
    startsAt < to && endsAt > from
      ? html`<rect class="${kind}" x="${x(startsAt)}" y="0" width="${Math.max(2, ((endsAt - startsAt) / (to - from)) * WIDTH).toFixed(1)}" height="${HEIGHT}"/>`
      : html``;
  const days: Markup[] = [];
  for (let at = Math.ceil(from / DAY_MS) * DAY_MS; at < to; at += DAY_MS)
    days.push(html`<line class="day" x1="${x(at)}" y1="0" x2="${x(at)}" y2="${HEIGHT}"/>`);
  return html`<svg class="advice-chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}" direction="ltr">${days}${advice.asked && bar('asked', advice.asked)}${advice.candidates.map((one) => bar('advised', one))}${told && html`<polyline class="level" points="${points.join(' ')}"/>`}</svg>`;
}
