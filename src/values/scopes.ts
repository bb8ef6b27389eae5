/** Whether the held scopes cover one of the wanted: `read` covers `read:statuses`; an empty wish needs none. */
export function covers(held: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  return wanted.some((scope) => held.includes(scope) || held.includes(parentOf(scope)));
}

/** `admin:read:accounts` is covered by `admin:read`, `write:statuses` by `write`. */
function parentOf(scope: string): string {
  const parts = scope.split(':');
  return parts[0] === 'admin' ? parts.slice(0, 2).join(':') : parts[0]!;
}
