import { type ControlClient, openControl } from '#machinery/control/client.ts';
import type { House } from '#machinery/house.ts';
import type { Figures } from '#machinery/metrics/figures.ts';
import { openHouseBeside } from '#machinery/roles/reading.ts';
import type { Around } from '#roles/around.ts';

/** A house beside a writer in another process; its caches and streams follow what that one applies. */
export async function openBeside(
  here: Around,
): Promise<{ readonly control: ControlClient; readonly house: House }> {
  const { config, world, folder } = here;
  const opened: { house?: House } = {};
  const control = openControl({ path: folder.control, onWake: () => opened.house?.view().takeEvents() });
  const { house } = await openHouseBeside(control, { folder, world, origin: config.url });
  opened.house = house;
  measureReading(here.figures, house, control);
  return { control, house };
}

function measureReading(figures: Figures, house: House, control: ControlClient): void {
  figures.gauge('rooftop_view_sequence', 'Sequence that this process reads at.', () => house.view().seq());
  figures.gauge('rooftop_commands_waiting', 'Commands without an answer yet.', control.waiting);
}
