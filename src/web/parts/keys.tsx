import { isMac, keycaps } from '../keys.ts'

/** A shortcut as keycaps. */
export const Keycaps = ({ combo }: { combo: string }) => (
  <span className="keycaps">
    {keycaps(combo, isMac()).map((cap) => (
      <kbd key={cap}>{cap}</kbd>
    ))}
  </span>
)

export const shortcutText = (combo: string): string => keycaps(combo, isMac()).join(isMac() ? '' : '+')
