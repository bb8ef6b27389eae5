import { type Egress, systemResolve } from '#machinery/egress/egress.ts';
import { settingsOf } from '#rooms/settings/views.ts';
import type { View } from '#view/reader.ts';

/** The way out of this server, for `fetchOutside`: with the names of this machine and what the operator lets through. */
export function egressOf(view: View): Egress {
  return { resolve: systemResolve, allow: new Set(settingsOf(view).egress_allow) };
}
