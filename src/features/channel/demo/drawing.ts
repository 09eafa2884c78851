/**
 * Pictures of products, drawn from their titles: the catalogue keeps none, and a demo shop without any would not be
 * a shop. Presentation attributes alone, so that no content security policy objects.
 */
type Motif = 'bed' | 'quilt' | 'pillow' | 'towels' | 'wear' | 'box'

const motifs: [RegExp, Motif][] = [
  [/件套.*(床|米)|被套|床单/, 'bed'],
  [/被/, 'quilt'],
  [/枕/, 'pillow'],
  [/毛巾|浴巾/, 'towels'],
  [/家居服|睡衣|衫|裤|裙/, 'wear'],
]
const colours: [RegExp, string][] = [
  [/灰/, '#a9aca4'],
  [/蓝/, '#8fabc0'],
  [/燕麦|米|杏/, '#d5c3a5'],
  [/粉/, '#dcb4b0'],
  [/石墨|黑/, '#565b61'],
  [/绿/, '#9db39a'],
]
const palette = ['#c9b99a', '#b3bfa6', '#a9b7c4', '#cdb3a4', '#bdb4c4']

const find = <T>(list: readonly [RegExp, T][], title: string): T | undefined =>
  list.find(([sign]) => sign.test(title))?.[1]

/** A colour moved towards white (1) or black (-1). */
const moved = (colour: string, by: number): string => {
  const to = by > 0 ? 255 : 0
  const part = (from: number) => {
    const c = Number.parseInt(colour.slice(from, from + 2), 16)
    return Math.round(c + (to - c) * Math.abs(by))
      .toString(16)
      .padStart(2, '0')
  }
  return `#${part(1)}${part(3)}${part(5)}`
}

const shapes: Record<Motif, (light: string, main: string, deep: string) => string> = {
  bed: (light, main, deep) => `
    <rect x="40" y="92" width="320" height="120" rx="16" fill="#b08d68"/>
    <rect x="54" y="176" width="292" height="110" rx="12" fill="#f7f4ee"/>
    <rect x="74" y="140" width="118" height="62" rx="24" fill="${light}"/>
    <rect x="208" y="140" width="118" height="62" rx="24" fill="${light}"/>
    <path d="M50 206q75-26 150-8t150 4v92a14 14 0 0 1-14 14H64a14 14 0 0 1-14-14z" fill="${main}"/>
    <path d="M50 206q75-26 150-8t150 4v26q-78 12-152-4t-148 8z" fill="${light}"/>
    <path d="M118 244q10 28-4 58M210 240q-12 34 4 64M292 240q14 30-2 62" stroke="${deep}" stroke-width="3" fill="none" opacity=".45"/>`,
  quilt: (light, main, deep) => `
    <path d="M70 262q0-30 30-30h200q30 0 30 30t-30 30H100q-30 0-30-30z" fill="${deep}"/>
    <path d="M64 212q0-32 32-32h208q32 0 32 32t-32 32H96q-32 0-32-32z" fill="${main}"/>
    <path d="M72 158q0-34 34-34h188q34 0 34 34t-34 34H106q-34 0-34-34z" fill="${light}"/>
    <path d="M110 136v44M152 130v56M200 128v60M248 130v56M290 136v44" stroke="${main}" stroke-width="4" opacity=".7"/>`,
  pillow: (light, main, deep) => `
    <ellipse cx="200" cy="286" rx="138" ry="14" fill="${deep}" opacity=".25"/>
    <path d="M70 140q130-34 260 0 22 70 0 132-130 24-260 0-22-62 0-132z" fill="${light}"/>
    <path d="M92 164q108-26 216 0 14 44 0 86-108 18-216 0-14-42 0-86z" fill="none" stroke="${main}" stroke-width="4" stroke-dasharray="10 8"/>
    <path d="M70 140l26 22M330 140l-26 22M70 272l24-20M330 272l-24-20" stroke="${deep}" stroke-width="4" opacity=".5"/>`,
  towels: (light, main, deep) => `
    <rect x="84" y="232" width="232" height="56" rx="26" fill="${deep}"/>
    <rect x="90" y="176" width="220" height="56" rx="26" fill="${main}"/>
    <rect x="96" y="120" width="208" height="56" rx="26" fill="${light}"/>
    <path d="M262 120v56M272 176v56M280 232v56" stroke="#fff" stroke-width="5" opacity=".55"/>`,
  wear: (light, main, deep) => `
    <path d="M150 96l-76 34 22 62 34-12v108h140V180l34 12 22-62-76-34q-50 40-100 0z" fill="${main}"/>
    <path d="M150 96q50 40 100 0l-12-8q-38 26-76 0z" fill="${light}"/>
    <path d="M200 122v166" stroke="${deep}" stroke-width="3"/>
    <path d="M222 196h32v36h-32z" fill="${light}" opacity=".7"/>
    <circle cx="206" cy="160" r="4" fill="${deep}"/><circle cx="206" cy="200" r="4" fill="${deep}"/><circle cx="206" cy="240" r="4" fill="${deep}"/>`,
  box: (light, main, deep) => `
    <path d="M84 172h232v112a10 10 0 0 1-10 10H94a10 10 0 0 1-10-10z" fill="${main}"/>
    <rect x="70" y="134" width="260" height="46" rx="8" fill="${light}"/>
    <path d="M186 134h28v160h-28z" fill="${deep}" opacity=".7"/>
    <path d="M200 134q-50-6-44-36t44 36q38-66 44-36t-44 36z" fill="none" stroke="${deep}" stroke-width="8"/>`,
}

/** An inline SVG, square. `label` is made of our own words or escaped by the caller's template. */
export const drawing = (title: string): string => {
  const motif = find(motifs, title) ?? 'box'
  const spread = [...title].reduce((sum, c) => sum + (c.codePointAt(0) ?? 0), 0)
  const main = find(colours, title) ?? palette[spread % palette.length] ?? '#c9b99a'
  return `<svg viewBox="0 0 400 400" role="presentation" focusable="false">
    <rect width="400" height="400" fill="${moved(main, 0.78)}"/>
    <rect y="270" width="400" height="130" fill="${moved(main, 0.62)}"/>
    <g transform="translate(0 20)">${shapes[motif](moved(main, 0.42), main, moved(main, -0.28))}</g>
  </svg>`
}
