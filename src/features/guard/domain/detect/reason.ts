import { type Detector, hit, matches, signsOf } from '../reading.ts'

/** Telling the buyer which reason to pick: a verb of picking, the reason, and one that shifts blame, close together. */
const REASON =
  '(?:不喜欢|不想要了?|拍错了?|多拍|错拍|拍多了|拍错多拍|七天无理由|7天无理由|无理由|尺码拍错|信息填写?错误?|地址填错|与(?:卖家|商家)协商一致|协商一致|个人原因|其他原因|其他|效果不好|不合适)'
const PICK = '(?:选择?|勾选?|填写?|写|点击?|改成|改为|换成|备注)'
const PATTERNS = [
  new RegExp(
    `(?:退款|退货|退换|售后|申请)?(?:的)?(?:原因|理由|类型)(?:那里|那边|处|里|请|就|您|你|可以|麻烦|统一|都|一栏|上|时|要|直接|帮忙|亲){0,4}${PICK}(?:一下|个|成|的?是|为|上)?${REASON}`,
    'gu',
  ),
  new RegExp(
    `${PICK}(?:一下|个|成|的?是|为|上)?${REASON}(?:的|这个|那个|作为|为|当)?(?:退款|退货|申请|售后)?(?:原因|理由)`,
    'gu',
  ),
  new RegExp(
    `(?:别|不要|不能|请勿|千万别)${PICK}(?:质量|假货|少件|破损|描述不符|发错货|商家原因|卖家原因|缺货|虚假发货|未按约定)`,
    'gu',
  ),
  new RegExp(
    `(?:退款|退货|申请售后|申请退)[^，。]{0,8}${PICK}(?:一下|个|成|为)?(?:不喜欢|不想要|拍错|多拍|七天无理由|7天无理由|无理由)`,
    'gu',
  ),
  new RegExp(
    `${PICK}(?:不喜欢|不想要了?|拍错了?|多拍|七天无理由|7天无理由)(?:就行|就好|就可以|即可|退款|退货|申请|，?这样)`,
    'gu',
  ),
]
const ENGLISH =
  /\b(?:choose|select|pick|put|write|tick) ["'“]?(?:(?:i )?(?:do not|don['’]?t) (?:like|want)|changed? (?:my|your) mind|ordered by mistake|no longer (?:needed|wanted)|wrong (?:item )?ordered|no reason)/giu

export const reason: Detector = {
  rules: ['refund.reason'],
  find: ({ signs }) => {
    const hits = []
    if (/[选勾填写点改换備备]/u.test(signs.text)) {
      for (const pattern of PATTERNS)
        for (const { from, to } of matches(signs, pattern, true)) hits.push(hit('refund.reason', from, to))
    }
    if (/choose|select|pick|put|write|tick/i.test(signs.text))
      for (const found of signs.text.matchAll(ENGLISH)) {
        const [from, to] = signsOf(signs, found.index, found.index + found[0].length)
        hits.push(hit('refund.reason', from, to))
      }
    return hits
  },
}
