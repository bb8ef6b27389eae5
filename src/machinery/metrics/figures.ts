/** Bounds on what one process counts; a label value beyond them is counted as `other`. */
const SERIES_MOST = 200;

/** Labels in the text form of Prometheus, without braces: `code="200",role="web"`. */
export type Labels = string;

/** One figure of a process, as it is told to others. */
export type Figure = {
  readonly name: string;
  readonly help: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** Suffix of the name (for histograms), labels, value. */
  readonly samples: readonly (readonly [suffix: string, labels: Labels, value: number])[];
};

export type Counter = { add(labels?: Labels, by?: number): void };
export type Histogram = { see(value: number): void };

/** What one process counts and measures. */
export type Figures = {
  counter(name: string, help: string): Counter;
  /** Read each time the figures are told. */
  gauge(name: string, help: string, read: () => number | readonly (readonly [Labels, number])[]): void;
  histogram(name: string, help: string, upperBounds: readonly number[]): Histogram;
  tell(): readonly Figure[];
};

export function makeFigures(): Figures {
  const tellers: (() => Figure)[] = [];
  return {
    counter(name, help) {
      const counts = new Map<Labels, number>();
      tellers.push(() => ({
        name,
        help,
        kind: 'counter',
        samples: [...counts].map(([labels, value]) => ['', labels, value] as const),
      }));
      return {
        add(labels = '', by = 1) {
          const at = counts.has(labels) || counts.size < SERIES_MOST ? labels : 'other="1"';
          counts.set(at, (counts.get(at) ?? 0) + by);
        },
      };
    },
    gauge(name, help, read) {
      tellers.push(() => {
        const value = read();
        const samples = typeof value === 'number' ? [['', value] as const] : value;
        return {
          name,
          help,
          kind: 'gauge',
          samples: samples.map(([labels, value]) => ['', labels, value] as const),
        };
      });
    },
    histogram(name, help, upperBounds) {
      const counts = new Float64Array(upperBounds.length + 1);
      let sum = 0;
      tellers.push(() => ({ name, help, kind: 'histogram', samples: buckets(upperBounds, counts, sum) }));
      return {
        see(value) {
          sum += value;
          const at = upperBounds.findIndex((bound) => value <= bound);
          counts[at < 0 ? upperBounds.length : at]!++;
        },
      };
    },
    tell: () => tellers.map((teller) => teller()),
  };
}

function buckets(bounds: readonly number[], counts: Float64Array, sum: number): Figure['samples'] {
  let total = 0;
  const rows = [...counts].map((count, i) => {
    total += count;
    return ['_bucket', `le="${bounds[i] ?? '+Inf'}"`, total] as const;
  });
  return [...rows, ['_sum', '', sum], ['_count', '', total]];
}

/** The figures of one process. */
export type ProcessFigures = {
  readonly role: string;
  readonly pid: number;
  readonly figures: readonly Figure[];
};

/** Prometheus' text form (exposition format 0.0.4), each sample labelled with its process. */
export function renderFigures(all: readonly ProcessFigures[]): string {
  const byName = new Map<string, { readonly figure: Figure; readonly lines: string[] }>();
  for (const { role, pid, figures } of all)
    for (const figure of figures) {
      const group = byName.get(figure.name) ?? { figure, lines: [] };
      byName.set(figure.name, group);
      for (const [suffix, labels, value] of figure.samples)
        group.lines.push(
          `${figure.name}${suffix}{role="${role}",pid="${pid}"${labels && ','}${labels}} ${value}`,
        );
    }
  return [...byName.values()]
    .map(({ figure: { name, help, kind }, lines }) =>
      [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...lines, ''].join('\n'),
    )
    .join('');
}
