import { readFileSync } from 'node:fs';

/** Writes what a run printed as a table for docs/performance.md: `npm run -s bench > run.jsonl && node bench/table.ts run.jsonl`. */
const lines = readFileSync(process.argv[2]!, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('{'))
  .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

const COLUMNS = [
  'ratio',
  'perSecond',
  'p50',
  'p99',
  'cpuMsPerRequest',
  'bareCpuMsPerRequest',
  'failed',
] as const;
const HEADS = [
  'workload',
  'ratio to bare',
  'per second',
  'p50 ms',
  'p99 ms',
  'server CPU ms',
  'bare CPU ms',
  'failed',
  'more',
];
const CONDITIONS = new Set([
  'workload',
  'date',
  'node',
  'cores',
  'cpu',
  'kernel',
  'note',
  'barePerSecond',
  'answerBytes',
  ...COLUMNS,
]);

function row(line: Readonly<Record<string, unknown>>): string {
  const more = Object.entries(line).flatMap(([name, value]) =>
    CONDITIONS.has(name) ? [] : [`${name} ${plain(value)}`],
  );
  const note = typeof line['note'] === 'string' ? [line['note']] : [];
  const cells = [
    line['workload'],
    ...COLUMNS.map((name) => plain(line[name])),
    [...more, ...note].join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

function plain(value: unknown): string {
  if (typeof value !== 'number') return value === undefined ? '' : String(value);
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

const [first] = lines;
const said = first
  ? `${first['date']}, ${first['cores']} cores ${first['cpu']}, Linux ${first['kernel']}, Node ${first['node']}`
  : 'nothing';
const table = [`| ${HEADS.join(' | ')} |`, `|${HEADS.map(() => '---|').join('')}`, ...lines.map(row)];
process.stdout.write(`${[said, '', ...table].join('\n')}\n`);
