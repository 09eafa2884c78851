/** White or black, whichever is easier to read on a colour (`#rrggbb`), by WCAG's relative luminance. */
export const inkOn = (colour: string): '#fff' | '#111' => {
  const channel = (from: number) => {
    const c = Number.parseInt(colour.slice(from, from + 2), 16) / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  const light = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
  // Where contrast with white (1.05 / (L + .05)) and with #111 (L + .05) / .056 are equal.
  return light < 0.192 ? '#fff' : '#111'
}

export const isColour = (text: string | undefined): text is string => /^#[0-9a-f]{6}$/i.test(text ?? '')
