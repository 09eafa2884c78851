import { offPlatform } from './made.ts'

export const away = [
  ...offPlatform({
    id: 'link.outside',
    name: { zh: '站外链接', en: 'Outside link' },
    severity: 'block',
    why: {
      zh: '这个网址不属于本平台，也不在店铺允许的网址里',
      en: 'This address is neither of this platform nor on the shop’s list',
    },
  }),
  ...offPlatform({
    id: 'platform.lead',
    name: { zh: '引导到其他平台', en: 'Leading to another platform' },
    severity: 'block',
    why: {
      zh: '这是把买家引到其他平台',
      en: 'This leads the buyer to another platform',
    },
  }),
  ...offPlatform({
    id: 'platform.mention',
    name: { zh: '提到其他平台', en: 'Another platform’s name' },
    severity: 'ask',
    why: {
      zh: '提到了其他平台，容易被判为引导站外交易',
      en: 'Another platform is named, which is easily taken for leading buyers away',
    },
  }),
]
