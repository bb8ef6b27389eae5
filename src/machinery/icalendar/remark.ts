/** What was odd or wrong about a calendar, as a closed word; pages and programs say it in their own way. */
export type RemarkKind =
  | 'too-long'
  | 'control-characters'
  | 'joined-line'
  | 'unknown-name'
  | 'lost-colon'
  | 'stray-line'
  | 'open-quote'
  | 'outside'
  | 'unclosed'
  | 'unopened'
  | 'too-deep'
  | 'too-many'
  | 'no-calendar'
  | 'no-envelope'
  | 'guessed-charset'
  | 'quoted-printable';

export type Remark = {
  readonly what: RemarkKind;
  /** Line of the text, from 1; 0: the whole. */
  readonly line: number;
  /** The raw text it is about, cut short. */
  readonly raw?: string;
};

const REMARKS_MOST = 200;
const RAW_MOST = 200;

export type Remarks = {
  add(what: RemarkKind, line: number, raw?: string): void;
  readonly all: readonly Remark[];
};

/** Collects remarks, so many and no more: a text of nonsense may be wrong in each of its lines. */
export function makeRemarks(): Remarks {
  const all: Remark[] = [];
  return {
    all,
    add(what, line, raw) {
      if (all.length >= REMARKS_MOST) return;
      all.push({ what, line, ...(raw !== undefined && { raw: raw.slice(0, RAW_MOST) }) });
    },
  };
}
