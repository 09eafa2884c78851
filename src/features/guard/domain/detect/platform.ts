import { Kind } from '../fold/characters.ts'
import { charAt, type Detector, type Hit, hit, type Reading, spelled } from '../reading.ts'
import type { Mark } from '../words/marks.ts'

const LEADS =
  /(?:去|上|到|在|搜|逛|用|从|找|走|来|看|下载|打开|转|关注|进)(?:我们?|咱们?|你|您)?(?:的|那个|隔壁)?$/u
const FOLLOWS =
  /^(?:上|里|那边|店|旗舰|搜|有|下单|买|拍|看|找|关注|链接|app|同名|便宜|价|账?号|平台|商城|直播|小店|也有|更)/u

const leads = ({ signs }: Reading, { from, to }: Mark): boolean =>
  LEADS.test(spelled(signs, from - 5, from)) || FOLLOWS.test(spelled(signs, to, to + 3))

/** 3tb, 512tb: a size. And 1688 as a price. */
const isAmount = ({ signs, platform: _ }: Reading, { from, to, term }: Mark): boolean => {
  if (term.word === 'tb') return /\d$/.test(charAt(signs, from - 1))
  if (term.word !== '1688') return false
  return (
    /\d/.test(charAt(signs, from - 1)) ||
    /^[\d元块米件]/u.test(charAt(signs, to)) ||
    signs.text[(signs.from[from] ?? 0) - 1] === '¥'
  )
}

export const platform: Detector = {
  rules: ['platform.lead', 'platform.mention'],
  find: (reading) => {
    const hits: Hit[] = []
    for (const mark of reading.marks) {
      if (!mark.topic.startsWith('shop:') || reading.own.topics.includes(mark.topic)) continue
      if (isAmount(reading, mark)) continue
      const leading = leads(reading, mark)
      if (!mark.strong && !leading) continue
      // 小📕, not a small book.
      if (mark.term.word === '小书' && reading.signs.kind[mark.to - 1] !== Kind.HINT) continue
      hits.push(hit(leading || mark.disguised ? 'platform.lead' : 'platform.mention', mark.from, mark.to))
    }
    return hits
  },
}
