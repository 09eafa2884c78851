import type { Instant } from '../../../../shared/time.ts'
import { atWall } from '../../../../shared/wall.ts'
import { formats } from './formats/index.ts'

/** From where it is known of which moment a file's words are. */
export type MomentFrom = 'given' | 'name' | 'file' | 'rows'

/**
 * The moment of an export (ORD-55): what its name tells, else when the file was last changed. Never after now: the words
 * of a later moment would be believed more than everything said until then. Null: the newest moment in its rows.
 */
export const exportMoment = (
  { name, format, modified }: { name: string; format: string | null; modified: Instant | null },
  zone: string,
  now: Instant,
): { at: Instant; from: MomentFrom } | null => {
  const said = formats.find((one) => one.name === format)?.exported?.(name) ?? null
  const named = typeof said === 'string' ? atWall(said, zone) : said
  if (named !== null && named > 0) return { at: Math.min(named, now), from: 'name' }
  return modified === null ? null : { at: Math.min(modified, now), from: 'file' }
}
