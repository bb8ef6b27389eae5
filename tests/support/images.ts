import sharp from 'sharp';

/** Words that stand in the hidden parts of test images and must not be found in what the server keeps. */
export const SECRETS = ['SECRETCAM', 'SECRETNAME', 'SECRETPLACE', '35/1 41/1', 'SECRETTEXT'];

const exif = {
  IFD0: { Make: 'SECRETCAM', Artist: 'SECRETNAME', ImageDescription: 'SECRETTEXT' },
  IFD2: { UserComment: 'SECRETTEXT', DateTimeOriginal: '2009:06:16 09:15:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '35/1 41/1 0/1',
    GPSLongitudeRef: 'E',
    GPSAreaInformation: 'SECRETPLACE',
  },
};
const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"><photoshop:City>SECRETPLACE</photoshop:City></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

export type ImageKind = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

/** An image of one half red and one half blue (red on the left), with every kind of hidden text its format can carry. */
export async function imageWithSecrets(
  kind: ImageKind,
  width = 64,
  height = 32,
  orientation = 1,
): Promise<Buffer> {
  const half = await sharp({
    create: { width: Math.floor(width / 2), height, channels: 3, background: '#0000ff' },
  })
    .png()
    .toBuffer();
  const image = sharp({ create: { width, height, channels: 3, background: '#ff0000' } }).composite([
    { input: half, left: Math.ceil(width / 2), top: 0 },
  ]);
  const tagged = image
    .withExif({ ...exif, IFD0: { ...exif.IFD0, Orientation: String(orientation) } })
    .withXmp(xmp)
    .withIccProfile('p3');
  const marked = orientation === 1 ? tagged : tagged.withMetadata({ orientation });
  return marked[kind]().toBuffer();
}

/** An animated GIF. */
export async function animation(frames: number, width = 16, height = 8): Promise<Buffer> {
  const pages = await Promise.all(
    Array.from({ length: frames }, (_, i) =>
      sharp({ create: { width, height, channels: 3, background: { r: (i * 40) % 256, g: 0, b: 0 } } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(pages, { join: { animated: true } })
    .gif()
    .toBuffer();
}

/** A PNG that is small as a file and huge when unpacked: one colour. */
export function pixelBomb(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#000000' }, limitInputPixels: false })
    .png({ compressionLevel: 2 })
    .toBuffer();
}
