import type { Address } from '../../../order/domain/order.ts'

const PROVINCE =
  /^(北京|上海|天津|重庆|[\p{Script=Han}]{2,3}?省|内蒙古(?:自治区)?|广西(?:壮族自治区)?|西藏(?:自治区)?|宁夏(?:回族自治区)?|新疆(?:维吾尔自治区)?|香港|澳门|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)市?/u
const CITY = /^([\p{Script=Han}]{2,8}?(?:市|自治州|地区|盟))/u
const DISTRICT = /^([\p{Script=Han}]{1,8}?(?:区|县|旗|市))/u
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/
const NAME =
  /(?:收件人|收货人|姓名|名字|联系人|name)\s*(?:改成|改为|换成|是|[:：])?\s*([\p{Script=Han}·]{2,4}|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)/iu

/** Who is to receive it, where a text says so. */
export const nameIn = (text: string): string | null => text.match(NAME)?.[1] ?? null

/** Parts of an address as a buyer writes it in one line; what cannot be told apart is the detail. */
export const addressIn = (text: string): Partial<Address> => {
  let rest = text.normalize('NFKC').trim()
  const found: Partial<Address> = {}
  const phone = rest.match(PHONE)
  if (phone) {
    found.phone = phone[0]
    rest = rest.replace(
      new RegExp(`(?:电话|手机号?|号码|phone)?\\s*(?:改成|改为|换成|是|:)?\\s*${phone[0]}`, 'iu'),
      ' ',
    )
  }
  const name = rest.match(NAME)
  if (name?.[1]) {
    found.name = name[1]
    rest = rest.replace(name[0], ' ')
  }
  rest = rest.replace(/^[\s,，。;；:：、]+|[\s,，。;；:：、]+$/gu, '').replace(/\s+/gu, ' ')
  const take = (pattern: RegExp): string | undefined => {
    const m = rest.match(pattern)
    if (!m) return undefined
    rest = rest.slice(m[0].length).replace(/^[\s,，]+/u, '')
    return m[0]
  }
  const province = take(PROVINCE)
  const city = take(CITY)
  const district = province !== undefined || city !== undefined ? take(DISTRICT) : undefined
  const own = province !== undefined && /^(北京|上海|天津|重庆)/.test(province)
  if (province !== undefined) found.province = province
  if (city !== undefined || own) found.city = city ?? province ?? ''
  if (district !== undefined) found.district = district
  const detail = rest
    .replace(/^(?:的|了|吧|一下|呢|谢谢|可以吗|行吗)+$/u, '')
    .replace(/(?:谢谢|可以吗|行吗|好吗|麻烦了)[。!！?？~]*$/u, '')
    .trim()
  if (detail.length >= 3) found.detail = detail.slice(0, 500)
  return found
}
