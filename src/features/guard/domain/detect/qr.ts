import { type Detector, hit, spelled } from '../reading.ts'

/** Codes that are part of the goods or of the buyer's own errand. */
const OF_GOODS =
  /包装|防伪|盒|瓶|吊牌|标签|说明书|真伪|发票|取件|核销|机身|设备|溯源|保修卡|打印|扫描枪|门票|入场|提货|付款给|出示/u
const OF_PEOPLE = /[加群薇微v]|好友|联系|收款|转账|私/u

export const qr: Detector = {
  rules: ['contact.qr'],
  find: ({ signs, marks }) =>
    marks
      .filter(({ topic, strong, from, to }) => {
        if ((topic !== 'qr' && topic !== 'scan') || !strong) return false
        const near = spelled(signs, from - 8, to + 10)
        return !OF_GOODS.test(near) || OF_PEOPLE.test(near)
      })
      .map(({ from, to }) => hit('contact.qr', from, to)),
}
