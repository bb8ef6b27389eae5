import type { Place } from '#rooms/accounts/index.ts';
import type { MediaRow } from '#rooms/media/store.ts';

/** A file as the client API shows it. */
export function toAttachment(media: MediaRow, place: Place) {
  const url = `${place.origin}/media/${media.file}`;
  const size = (width: number, height: number) => ({
    width,
    height,
    size: `${width}x${height}`,
    aspect: height === 0 ? 1 : width / height,
  });
  return {
    id: String(media.id),
    type: media.kind,
    url,
    preview_url: media.preview ? `${place.origin}/media/${media.preview}` : url,
    remote_url: null,
    preview_remote_url: null,
    text_url: null,
    meta: {
      original: size(media.width, media.height),
      small: size(media.previewWidth, media.previewHeight),
      focus: { x: media.focusX, y: media.focusY },
    },
    description: media.description === '' ? null : media.description,
    blurhash: media.blurhash,
  };
}
