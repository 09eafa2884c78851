import type { Said } from '../../../shared/said.ts'
import { DAY, type Instant, SECOND } from '../../../shared/time.ts'
import { clockText } from '../../campaign/domain/calendar.ts'
import type { Campaign } from '../../campaign/domain/campaign.ts'
import type { PhaseKind, Wave } from '../../campaign/domain/phase.ts'
import { heardOf } from '../../campaign/domain/phases.ts'

/** The campaign that comes next is told of so long before its first phase for buyers. */
const AHEAD = 30 * DAY

/** What is asked when, in the order in which it is looked for: who asks for the balance names the deposit sometimes. */
const asksFor: readonly { kinds: readonly PhaseKind[]; plain: RegExp }[] = [
  {
    kinds: ['balance'],
    plain:
      /尾款.{0,8}(?:什么时候|啥时候|何时|几点|几号|哪天|时间|多久|截止|最晚)|(?:什么时候|啥时候|何时|几点|几号|哪天|最晚).{0,8}尾款|\b(?:when|until when|what time|how long)\b.{0,40}\b(?:balance|final payment|rest)\b|\b(?:balance|final payment)\b.{0,20}\b(?:when|due)\b/u,
  },
  {
    kinds: ['deposit'],
    plain:
      /[定订]金.{0,8}(?:什么时候|啥时候|何时|几点|几号|哪天|时间|截止|最晚)|(?:什么时候|啥时候|何时|几点|几号|哪天|最晚).{0,8}[定订]金|预售.{0,4}(?:什么时候|几点|几号|时间|到)|\b(?:when|until when|what time|how long)\b.{0,40}\b(?:deposits?|pre-?sale)\b/u,
  },
  {
    kinds: ['spot'],
    plain:
      /(?:活动|大促|双十一|双11|618|六一八|秒杀|直播).{0,8}(?:什么时候|啥时候|何时|几点|几号|哪天|多久|时间)|(?:优惠|满减).{0,4}(?:什么时候|到几|几号|几点)|^(?:请问|那|你们|亲|咱们|今晚|今天|明天)*(?:什么时候|啥时候|何时|几点|几号|哪天)(?:正式)?(?:开始|结束|截止|开抢|开卖|开售|开播)(?:呀|啊|呢|的|抢|卖)?$|(?:什么时候|啥时候|何时|几点|几号|哪天).{0,4}(?:有活动|搞活动|做活动|开抢|开卖|开售)|活动.{0,4}(?:到|开始|结束)(?:什么|几|哪)|活动(?:开始|结束)了?(?:吗|没|么)|\b(?:when|until when|what time|how long)\b.{0,40}\b(?:sale|campaign|promotion|event|activity|broadcast|live|double eleven|offer)s?\b/u,
  },
]

export const timesAsked = (said: string): readonly PhaseKind[] | null =>
  asksFor.find(({ plain }) => plain.test(said))?.kinds ?? null

/** What buyers read of a kind: what they can do in it. */
const doing: Partial<Record<PhaseKind, Said>> = {
  deposit: { zh: '付定金', en: 'paying deposits' },
  balance: { zh: '付尾款', en: 'paying the balance' },
  spot: { zh: '正式开售', en: 'the sale itself' },
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `11月1日 00:30`, `1 Nov 00:30`; seconds only where there are any. */
const shown = (at: Instant, zone: string): Said => {
  const [date = '', clock = ''] = clockText(at, zone).split(' ')
  const [, month, day] = date.split('-').map(Number)
  const time = clock.replace(/:00$/, '')
  return { zh: `${month}月${day}日 ${time}`, en: `${day} ${months[(month ?? 1) - 1]} ${time}` }
}

interface Told {
  campaign: Campaign
  wave: Wave
  kind: PhaseKind
  from: Instant
  to: Instant
}

const sentence = ({ campaign, wave, kind, from, to }: Told, at: Instant, zone: string): Said => {
  const [begin, end] = [shown(from, zone), shown(to - SECOND, zone)]
  const what = doing[kind] ?? { zh: kind, en: kind }
  const many = campaign.waves.length > 1
  const zh = `「${campaign.name}」${many ? wave.name : ''}${what.zh}`
  const en = `“${campaign.name}”${many ? `, ${wave.name}` : ''}: ${what.en}`
  if (to <= at) return { zh: `${zh}已于 ${end.zh} 结束。`, en: `${en} ended on ${end.en}.` }
  if (from <= at) return { zh: `${zh}正在进行，到 ${end.zh} 结束。`, en: `${en} is on until ${end.en}.` }
  return {
    zh: `${zh}：${begin.zh} 开始，${end.zh} 结束。`,
    en: `${en} begins on ${begin.en} and ends on ${end.en}.`,
  }
}

/** When buyers hear of a campaign: from its first phase for them to the end of its last. */
const heardOfCampaign = ({ waves }: Campaign): { from: Instant; to: Instant } | null => {
  const spans = waves.flatMap((wave) => heardOf(wave) ?? [])
  if (spans.length === 0) return null
  return { from: Math.min(...spans.map((span) => span.from)), to: Math.max(...spans.map((span) => span.to)) }
}

export interface Times {
  campaign: Campaign
  kind: PhaseKind
  says: Said
}

interface Asked {
  at: Instant
  zone: string
  /** The waves of a campaign that are meant (a product's); all for null. */
  wavesOf(campaign: Campaign): ReadonlySet<string> | null
}

/** The phases of some kinds: those that are on, else the last that was; and the next. */
const toldOf = (campaign: Campaign, kinds: readonly PhaseKind[], { at, wavesOf }: Asked): Told[] => {
  const waves = wavesOf(campaign)
  const all = campaign.waves
    .filter(({ code }) => waves === null || waves.has(code))
    .flatMap((wave) =>
      wave.phases
        .filter(({ kind }) => kinds.includes(kind))
        .map((phase): Told => ({ campaign, wave, ...phase })),
    )
    .sort((a, b) => a.from - b.from)
  const on = all.filter(({ from, to }) => from <= at && at < to)
  const over = all.findLast(({ to }) => to <= at)
  const next = all.find(({ from }) => from > at)
  return [...(on.length > 0 ? on : over ? [over] : []), ...(next ? [next] : [])]
}

/**
 * When buyers can do something in the campaigns they hear of. Where that is over in all of these, or none is heard of, also
 * in the one that comes next. Made ready once for the campaigns of a shop.
 */
export const timesIn = (campaigns: readonly Campaign[]) => {
  const spans = campaigns
    .flatMap((campaign) => {
      const span = heardOfCampaign(campaign)
      return span ? [{ campaign, ...span }] : []
    })
    .sort((a, b) => a.from - b.from || a.campaign.id - b.campaign.id)
  return (kinds: readonly PhaseKind[], asked: Asked): Times[] => {
    const { at, zone } = asked
    const heard = spans.filter(({ from, to }) => from <= at && at < to)
    const found = heard.map(({ campaign }) => toldOf(campaign, kinds, asked))
    const open = found.filter((told) => told.some(({ to }) => to > at))
    const coming = spans.filter(({ from }) => at < from && from - AHEAD <= at)
    const next =
      open.length > 0
        ? undefined
        : coming.map(({ campaign }) => toldOf(campaign, kinds, asked)).find((told) => told.length > 0)
    const told = open.length > 0 ? open : next ? [next] : found
    return told.flatMap((phases) => {
      const [first] = phases
      if (!first) return []
      const said = phases.map((one) => sentence(one, at, zone))
      const says = { zh: said.map(({ zh }) => zh).join(''), en: said.map(({ en }) => en).join(' ') }
      return [{ campaign: first.campaign, kind: first.kind, says }]
    })
  }
}
