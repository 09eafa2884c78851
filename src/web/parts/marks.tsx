import { useTranslation } from 'react-i18next'

type PlatformName =
  | 'taobao'
  | 'tmall'
  | 'pinduoduo'
  | 'douyin'
  | 'jd'
  | 'xiaohongshu'
  | 'kuaishou'
  | 'wechat'
  | 'site'

/** One character and a colour for each platform, close to what people know them by. The character tells them apart
 * without the colour. */
const marks: Record<PlatformName, { sign: string; colour: string }> = {
  taobao: { sign: '淘', colour: '#c2410c' },
  tmall: { sign: '猫', colour: '#b91c1c' },
  pinduoduo: { sign: '拼', colour: '#be123c' },
  douyin: { sign: '抖', colour: '#18181b' },
  jd: { sign: '京', colour: '#a61b29' },
  xiaohongshu: { sign: '书', colour: '#d11a45' },
  kuaishou: { sign: '快', colour: '#b45309' },
  wechat: { sign: '微', colour: '#15803d' },
  site: { sign: '网', colour: '#1d4ed8' },
}

export const PlatformMark = ({ platform }: { platform: PlatformName }) => {
  const { t } = useTranslation()
  const { sign, colour } = marks[platform]
  const name = t(`platform.${platform}`)
  return (
    <span className="platform" style={{ background: colour }} title={name} role="img" aria-label={name}>
      {sign}
    </span>
  )
}

/** The last two characters of a Chinese name, or the initials of another: what fits a small circle. */
export const initialsOf = (name: string): string => {
  const clean = name.replace(/[\s*_.-]+/g, ' ').trim()
  const han = [...clean].filter((c) => /\p{Script=Han}/u.test(c))
  if (han.length > 0) return han.slice(-2).join('')
  const words = clean.split(' ')
  const letters = words.length > 1 ? words.map((w) => [...w][0] ?? '').slice(0, 2) : [...clean].slice(0, 2)
  return letters.join('').toUpperCase() || '?'
}

/** The same name always has the same colour. */
const hueOf = (name: string): number => {
  let h = 0
  for (const c of name) h = (h * 31 + (c.codePointAt(0) ?? 0)) % 360
  return h
}

export const Avatar = ({ name, small }: { name: string; small?: boolean }) => (
  <span
    className={small ? 'avatar avatar-small' : 'avatar'}
    style={{ '--hue': hueOf(name) } as React.CSSProperties}
    aria-hidden="true"
  >
    {initialsOf(name)}
  </span>
)
