import type { Route } from '#machinery/http/route.ts';
import { deleteMediaCommand, describeMediaCommand, sweepMediaCommand } from '#rooms/media/change-media.ts';
import { routes as apiRoutes } from '#rooms/media/client-api.ts';
import { fileRoutes } from '#rooms/media/files.ts';
import { uploadCommand } from '#rooms/media/upload.ts';
import type { AnyCommand } from '#view/command.ts';

export { jobs } from '#rooms/media/jobs.ts';

export const routes: readonly Route[] = [...apiRoutes, ...fileRoutes];

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [
  uploadCommand,
  describeMediaCommand,
  deleteMediaCommand,
  sweepMediaCommand,
];
