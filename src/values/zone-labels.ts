/**
 * What people write for a time zone and what each may mean: IANA zones and plain offsets. None of them is sure enough to act
 * on: PST is written in June, GMT is written for British summer time, and the sign of GMT+3 is read both ways.
 */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  PT: ['America/Los_Angeles'],
  PST: ['America/Los_Angeles', '-08:00', 'Asia/Manila'],
  PDT: ['America/Los_Angeles', '-07:00'],
  MT: ['America/Denver'],
  MST: ['America/Denver', '-07:00'],
  MDT: ['America/Denver', '-06:00'],
  CT: ['America/Chicago'],
  CST: ['America/Chicago', '-06:00', 'Asia/Shanghai', 'America/Havana'],
  CDT: ['America/Chicago', '-05:00', 'America/Havana'],
  ET: ['America/New_York'],
  EST: ['America/New_York', '-05:00', 'Australia/Sydney'],
  EDT: ['America/New_York', '-04:00'],
  AST: ['America/Halifax', '-04:00', 'Asia/Riyadh'],
  ADT: ['America/Halifax', '-03:00'],
  NST: ['America/St_Johns', '-03:30'],
  NDT: ['America/St_Johns', '-02:30'],
  AKST: ['America/Anchorage', '-09:00'],
  AKDT: ['America/Anchorage', '-08:00'],
  HST: ['Pacific/Honolulu'],
  BRT: ['America/Sao_Paulo'],
  ART: ['America/Argentina/Buenos_Aires'],
  GMT: ['UTC', 'Europe/London'],
  BST: ['Europe/London', '+01:00', 'Asia/Dhaka'],
  WET: ['Europe/Lisbon', 'UTC'],
  WEST: ['Europe/Lisbon', '+01:00'],
  CET: ['Europe/Berlin', '+01:00'],
  CEST: ['Europe/Berlin', '+02:00'],
  MEZ: ['Europe/Berlin', '+01:00'],
  MESZ: ['Europe/Berlin', '+02:00'],
  EET: ['Europe/Athens', '+02:00'],
  EEST: ['Europe/Athens', '+03:00'],
  MSK: ['Europe/Moscow'],
  TRT: ['Europe/Istanbul'],
  IRST: ['Asia/Tehran', '+03:30'],
  IRDT: ['Asia/Tehran', '+04:30'],
  IST: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  IDT: ['Asia/Jerusalem', '+03:00'],
  GST: ['Asia/Dubai', 'Atlantic/South_Georgia'],
  PKT: ['Asia/Karachi'],
  ICT: ['Asia/Bangkok'],
  WIB: ['Asia/Jakarta'],
  SGT: ['Asia/Singapore'],
  HKT: ['Asia/Hong_Kong'],
  JST: ['Asia/Tokyo'],
  KST: ['Asia/Seoul'],
  AWST: ['Australia/Perth'],
  ACST: ['Australia/Adelaide', '+09:30'],
  ACDT: ['Australia/Adelaide', '+10:30'],
  AEST: ['Australia/Sydney', '+10:00'],
  AEDT: ['Australia/Sydney', '+11:00'],
  NZST: ['Pacific/Auckland', '+12:00'],
  NZDT: ['Pacific/Auckland', '+13:00'],
};

const SIGNED = /^(?:ETC\/)?(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?([0-5]\d))?$/;
const HOURS_MOST = 14;

/** The zones that a label may mean, the likeliest first; empty when it is no label. */
export function meaningsOf(label: string): readonly string[] {
  const name = label.trim().toUpperCase();
  const signed = SIGNED.exec(name);
  if (!signed) return Object.hasOwn(LABELS, name) ? LABELS[name]! : [];
  const [, sign, hours, minutes = '00'] = signed;
  if (Number(hours) > HOURS_MOST) return [];
  const offset = `${hours!.padStart(2, '0')}:${minutes}`;
  if (offset === '00:00') return ['UTC'];
  return sign === '+' ? [`+${offset}`, `-${offset}`] : [`-${offset}`, `+${offset}`];
}
