/** The closed list of expected answers of "no". Each door translates every kind, by a table that must be complete. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'conflict'
  | 'too-large'
  | 'too-many'
  | 'unsupported'
  | 'unavailable';

export type RefusalData = {
  readonly kind: RefusalKind;
  readonly message: string;
  readonly field?: string;
  readonly retryAfterSeconds?: number;
};

/** An expected "no", thrown by rules and verbs. Everything else that is thrown is a fault. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: RefusalKind, message: string, field?: string, retryAfterSeconds?: number) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
    this.field = field;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A refusal as plain data, for the log's answers and for messages between processes. */
export function refusalToData(refusal: Refusal): RefusalData {
  return {
    kind: refusal.kind,
    message: refusal.message,
    ...(refusal.field === undefined ? {} : { field: refusal.field }),
    ...(refusal.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: refusal.retryAfterSeconds }),
  };
}

export function refusalFromData(data: RefusalData): Refusal {
  return new Refusal(data.kind, data.message, data.field, data.retryAfterSeconds);
}
