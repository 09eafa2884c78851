import { type Detector, type Hit, hit, markAfter, markBefore, spelled } from '../reading.ts'

const REACH = 12
/** What is given for a review. 京豆, 积分 and 优惠券 are the platforms' own. */
const MONEY =
  /返\d|返.{0,2}[元块]|返钱|返利|返还?现|红包|现金|奖励\d|送\d+元|送.{0,3}礼[品物]|领\d|\d+元(?:红包|现金|话费)|立返|返您|返你|补贴\d/u
const REVIEW = /(?:好评|五星|5星|满分评价|五分评价|晒图|晒单|好平|带图评价|评价截图|追评)/u

export const rebate: Detector = {
  rules: ['review.rebate'],
  find: (reading) => {
    const { signs, marks } = reading
    const hits: Hit[] = []
    for (const mark of marks) {
      if (mark.topic === 'praise' && mark.strong) {
        const money =
          markAfter(reading, ['rebate'], mark.to, REACH) ?? markBefore(reading, ['rebate'], mark.from, REACH)
        if (money)
          hits.push(hit('review.rebate', Math.min(mark.from, money.from), Math.max(mark.to, money.to)))
        else {
          const after = MONEY.exec(spelled(signs, mark.to, mark.to + REACH))
          const before = /(?:返现?|红包|\d+元|现金).{0,6}$/u.test(spelled(signs, mark.from - 8, mark.from))
          if (after) hits.push(hit('review.rebate', mark.from, mark.to + after.index + after[0].length))
          else if (before && /(?:给|写|发|拍|打|送|换|求)/u.test(spelled(signs, mark.from - 8, mark.from)))
            hits.push(hit('review.rebate', mark.from, mark.to))
        }
      } else if (mark.topic === 'praise' && mark.disguised) {
        // 好苹反宪: neither counts alone.
        const money = markAfter(reading, ['rebate'], mark.to, 2)
        if (money) hits.push(hit('review.rebate', mark.from, money.to))
      } else if (mark.topic === 'rebate' && mark.strong) {
        const near = spelled(signs, mark.from - REACH, mark.to + REACH)
        if (REVIEW.test(near) || /评价|截图/u.test(near) || /返现卡/u.test(near))
          hits.push(hit('review.rebate', mark.from, mark.to))
        else if (mark.disguised) hits.push(hit('review.rebate', mark.from, mark.to))
      }
    }
    return hits
  },
}
