import { offPlatform } from './made.ts'

const WHY = {
  zh: '平台禁止在聊天里交换联系方式、把买家带出平台',
  en: 'platforms forbid exchanging contact details and leading buyers away',
}
const why = (zh: string, en: string) => ({ zh: `${zh}：${WHY.zh}`, en: `${en}: ${WHY.en}` })

export const contact = [
  ...offPlatform({
    id: 'contact.phone',
    name: { zh: '电话号码', en: 'Phone number' },
    severity: 'block',
    why: why('这是一个电话号码', 'This is a phone number'),
  }),
  ...offPlatform(
    {
      id: 'contact.wechat',
      name: { zh: '微信', en: 'WeChat' },
      severity: 'block',
      why: why('这是在留或要微信', 'This gives or asks for a WeChat contact'),
    },
    ['site', 'wechat'],
  ),
  ...offPlatform({
    id: 'contact.qq',
    name: { zh: 'QQ', en: 'QQ' },
    severity: 'block',
    why: why('这是在留或要QQ', 'This gives or asks for a QQ contact'),
  }),
  ...offPlatform({
    id: 'contact.email',
    name: { zh: '邮箱地址', en: 'E-mail address' },
    severity: 'block',
    why: why('这是一个邮箱地址', 'This is an e-mail address'),
  }),
  ...offPlatform(
    {
      id: 'contact.mention',
      name: { zh: '提到站外联系工具', en: 'Mention of another messenger' },
      severity: 'ask',
      why: {
        zh: '提到了站外的联系工具；如果只是说付款方式，请写明“微信支付”这样的全称',
        en: 'Another messenger is mentioned; if a way of paying is meant, write its full name, such as “WeChat Pay”',
      },
    },
    ['site', 'wechat'],
  ),
  ...offPlatform({
    id: 'contact.exchange',
    name: { zh: '引导私下联系', en: 'Invitation to private contact' },
    severity: 'ask',
    why: why('这是在引导私下联系', 'This invites to private contact'),
  }),
  ...offPlatform({
    id: 'contact.qr',
    name: { zh: '二维码', en: 'QR code' },
    severity: 'ask',
    why: why('提到了二维码或扫码', 'A QR code or scanning one is mentioned'),
  }),
]
