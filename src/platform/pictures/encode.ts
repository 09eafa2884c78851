import { refuse } from '../../shared/refusal.ts'
import { kindOf, PICTURE_LIMIT, PIXEL_LIMIT, pictureKinds, SIDE_LIMIT } from './domain.ts'
import { inTurn } from './turn.ts'

export interface Encoded {
  type: 'image/jpeg' | 'image/webp'
  width: number
  height: number
  bytes: Buffer
}

type Sharp = typeof import('sharp')['default']

const LOADERS = {
  jpeg: 'VipsForeignLoadJpegBuffer',
  png: 'VipsForeignLoadPngBuffer',
  webp: 'VipsForeignLoadWebpBuffer',
  gif: 'VipsForeignLoadNsgifBuffer',
}

let loaded: Promise<Sharp> | undefined

/** Loaded with the first picture: the library costs 40 MB, and many desks never see one. */
const load = (): Promise<Sharp> => {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    // Only the four readers we want, whatever a file may claim to be (SVG and PDF readers fetch and execute).
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: pictureKinds.map((kind) => LOADERS[kind]) })
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  })
  return loaded
}

const taking = inTurn(24)

const encode = async (bytes: Uint8Array): Promise<Encoded> => {
  const kind = kindOf(bytes)
  if (!kind) throw refuse('not-a-picture')
  const sharp = await load()
  const unreadable = () => {
    throw refuse('not-a-picture')
  }
  // Reads headers alone; for animations, the height of one frame and the number of frames.
  const facts = await sharp(bytes, { limitInputPixels: false }).metadata().catch(unreadable)
  if (facts.format !== kind) throw refuse('not-a-picture')
  const area = facts.width * facts.height
  if (area > PIXEL_LIMIT) throw refuse('too-large', { pixels: area, limit: PIXEL_LIMIT })
  // An animation too long to decode whole is kept as its first frame.
  const animated = (facts.pages ?? 1) > 1 && area * (facts.pages ?? 1) <= PIXEL_LIMIT
  const picture = sharp(bytes, { limitInputPixels: PIXEL_LIMIT, animated, failOn: 'error' })
    .timeout({ seconds: 20 })
    // Turned as the camera said, before that note is dropped with all the others (place, device, thumbnails).
    .autoOrient()
    .resize({ width: SIDE_LIMIT, height: SIDE_LIMIT, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
  const photo = kind === 'jpeg'
  const { data, info } = await (photo
    ? picture.jpeg({ quality: 85 })
    : picture.webp({ quality: 88, effort: 3 })
  )
    .toBuffer({ resolveWithObject: true })
    .catch(unreadable)
  return {
    type: photo ? 'image/jpeg' : 'image/webp',
    width: info.width,
    // Frames of an animation are stacked.
    height: info.pageHeight ?? info.height,
    bytes: data,
  }
}

/**
 * Makes a new picture of what was sent: nothing but pixels survives, no EXIF, no place, no second file hidden
 * behind the first. JPEG stays JPEG; the others become WebP, animations animated. Refuses with 'too-large' (bytes
 * or pixels; told by the header, before decoding) and 'not-a-picture'.
 */
export const encodePicture = async (bytes: Uint8Array): Promise<Encoded> => {
  if (bytes.length > PICTURE_LIMIT) throw refuse('too-large', { bytes: bytes.length, limit: PICTURE_LIMIT })
  return taking(() => encode(bytes))
}
