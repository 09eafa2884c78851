import type { Talk } from '../script.ts'

/** Waiting for a person, from 20 seconds to 12 minutes. None of the last questions has a rule. */
export const waiting: Talk[] = [
  {
    shop: 'site',
    via: 'web-chat',
    buyer: { id: 'wc-5f20a7', name: '周末去海边' },
    begins: { minutesAgo: 12 },
    lines: [
      [0, 'buyer', '昨天说补的枕套，到现在也没有单号'],
      [35, 'buyer', '今天能给个准信吗'],
      [90, 'xuman', { do: 'note', text: '方晴在处理，仓库说昨晚漏了出库，正在补。回复前先跟仓库确认时间。' }],
      [5, 'xuman', { do: 'tag', tags: ['补发', '催办'] }],
    ],
  },
  {
    shop: 'tmall',
    via: 'bridge',
    buyer: { id: 'tm-26102', name: '慢半拍' },
    begins: { minutesAgo: 7.2 },
    lines: [
      [0, 'buyer', '我和爱人一个怕热一个怕冷，一张床想用两种厚度的被子，被套也要两个，怎么配合适'],
      [70, 'buyer', '预算六百左右'],
    ],
  },
  {
    shop: 'site',
    via: 'bridge',
    buyer: { id: 'st-3402', name: '山里民宿阿青' },
    begins: { minutesAgo: 4.3 },
    lines: [[0, 'buyer', '我们民宿 12 间房想统一换床品，大概 24 套，能谈个价格吗，平台上下单就行']],
  },
  {
    shop: 'tmall',
    via: 'bridge',
    buyer: { id: 'tm-26087', name: '橘子汽水' },
    begins: { minutesAgo: 9 },
    lines: [
      [0, 'buyer', '女款家居服 163 厘米 55 公斤选哪个码'],
      [62, 'buyer', '我胯宽，平时裤子都买大一号的'],
      [30, 'tangning', '那建议选 L，裤腰是松紧的，L 的臀围多 4 厘米，坐着更舒服。'],
      [330, 'buyer', '刚看评论说裤子偏长，我腿短会不会拖地啊'],
    ],
  },
  {
    shop: 'tmall',
    via: 'bridge',
    buyer: { id: 'tm-26120', name: '老街口' },
    begins: { minutesAgo: 0.95 },
    lines: [[0, 'buyer', '给我妈买的，她用不惯太软的枕头，荞麦的会不会有沙沙声吵到她']],
  },
  {
    shop: 'site',
    via: 'web-chat',
    buyer: { id: 'wc-d41f08', name: '访客 1F08' },
    begins: { minutesAgo: 0.33 },
    lines: [[0, 'buyer', '我想找真人问一下，燕麦色那套能搭深灰色的窗帘吗']],
  },
]
