import { type House, submit } from '#machinery/house.ts';
import { remakeImage } from '#machinery/images/picture.ts';
import { requireActive } from '#rooms/accounts/index.ts';
import { looseStore } from '#rooms/media/loose-store.ts';
import { checkDescription, type Focus } from '#rooms/media/rules/words.ts';
import { mediaStore, type NewMedia } from '#rooms/media/store.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

/** Files of one account that belong to no status. */
export const LOOSE_MOST = 100;

export type UploadWords = { readonly description: string; readonly focus: Focus };

type Body = Omit<NewMedia, 'id' | 'addedAt'>;

/**
 * Takes an image in, made anew so that nothing hidden remains. The files are durable before the command names them; if it
 * is refused, they belong to nobody and are swept. Refuses what is no image, too large, or too much at once.
 */
export async function upload(
  house: House,
  accountId: number,
  bytes: Uint8Array,
  words: UploadWords,
): Promise<{ readonly id: number }> {
  checkDescription(words.description);
  if (house.view().of(looseStore).count(accountId) >= LOOSE_MOST) throw tooMany();
  const { picture, preview, blurhash } = await remakeImage(bytes);
  const body: Body = {
    accountId,
    kind: 'image',
    mime: picture.mime,
    file: await house.files.put(picture.bytes, picture.extension),
    preview: await house.files.put(preview.bytes, preview.extension),
    bytes: picture.bytes.length,
    width: picture.width,
    height: picture.height,
    previewWidth: preview.width,
    previewHeight: preview.height,
    blurhash,
    description: words.description,
    focusX: words.focus.x,
    focusY: words.focus.y,
  };
  return submit(house, uploadCommand, body);
}

export const uploadCommand = defineCommand('upload/1', (ctx, body: Body) => {
  requireActive(ctx, body.accountId);
  if (ctx.of(looseStore).count(body.accountId) >= LOOSE_MOST) throw tooMany();
  const id = ctx.randomId();
  ctx.of(mediaStore).insert({ ...body, id, addedAt: ctx.at });
  return { id };
});

function tooMany(): Refusal {
  return new Refusal(
    'conflict',
    `${LOOSE_MOST} files are waiting to be posted; post or delete some first`,
    'file',
  );
}
