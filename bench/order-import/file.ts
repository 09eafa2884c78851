import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import iconv from 'iconv-lite'

/** Taobao's order list as of 2019, with the blanks in its names (docs/guide/orders/). */
const HEADER =
  '订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息,特权订金订单id,是否上传合同照片,是否上传小票,是否代付,定金排名,修改后的sku,修改后的收货地址,异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易,新零售交易类型,新零售导购门店名称,新零售导购门店id,新零售发货门店名称,新零售发货门店id,退款金额,预约门店,确认收货时间,打款商家金额,含应开票给个人的个人红包'

const STATES = [
  '等待买家付款',
  '买家已付款，等待卖家发货',
  '卖家已发货，等待买家确认',
  '交易成功',
  '交易关闭',
]
const GOODS = [
  ['水洗棉四件套 芦苇灰 1.5 米床', '329.00'],
  ['水洗棉四件套 芦苇灰 1.8 米床', '359.00'],
  ['亚麻棉四件套 燕麦色 1.8 米床', '569.00'],
  ['双层纱家居服套装 女款 雾粉', '199.00'],
] as const
const two = (n: number) => String(n).padStart(2, '0')

/** One line, the same for the same number: orders of one evening in November. */
const lineOf = (n: number): string => {
  const state = n % 20 === 0 ? 0 : n % 20 === 1 ? 4 : n % 3 === 0 ? 1 : n % 3 === 1 ? 2 : 3
  const [title, price] = GOODS[n % GOODS.length] ?? GOODS[0]
  const paid = state === 1 || state === 2 || state === 3
  const minute = Math.floor(n / 700) % 1440
  const at = (plus: number) =>
    `2021-11-11 ${two(Math.floor(((minute + plus) % 1440) / 60))}:${two((minute + plus) % 60)}:${two(n % 60)}`
  const nick = `试用_${(n * 2654435761) % 1_000_000_007}`
  const note = n % 12 === 0 ? '"麻烦周六前送到，谢谢\n不要放快递柜"' : ''
  return [
    `"=""${2021111100000000000n + BigInt(n) * 13057n}"""`,
    ...[nick, `a${n}@example.com`, price, '0.00', '0', price, '0', paid ? price : '0.00', '0', STATES[state]],
    ...[
      note,
      `林试用${n % 97}`,
      `浙江省 杭州市 西湖区 样例路 ${n % 400} 号 ${n % 30} 幢(000000)`,
      '快递',
      '',
      `'100${n}`,
    ],
    ...[
      at(0),
      paid ? at(1) : '',
      title,
      '1',
      state >= 2 && paid ? `No:SAMPLE${n}` : '',
      paid ? '示例速递' : '',
    ],
    ...[n % 9 === 0 ? '先发' : "'null", '1', '0', '芦白旗舰店', state === 4 ? '买家拍错' : '订单未关闭'],
    ...[
      '0.00',
      '0.00',
      '',
      '手机订单',
      '',
      '',
      '',
      '',
      '否',
      '',
      '',
      '',
      '',
      '0',
      '0',
      '0',
      '',
      '',
      '',
      '',
      '',
    ],
    ...[n % 40 === 3 ? '30.00' : '0.00', '', state === 3 ? at(900) : '', paid ? `${price}元` : '0.00元', '0'],
  ].join(',')
}

/** Writes the file, GBK as Taobao gives it. */
export const writeTaobaoList = async (path: string, lines: number): Promise<void> => {
  const out = createWriteStream(path)
  out.write(iconv.encode(`${HEADER}\r\n`, 'gbk'))
  for (let n = 0; n < lines; n += 2000) {
    const piece = Array.from({ length: Math.min(2000, lines - n) }, (_, i) => lineOf(n + i))
    if (!out.write(iconv.encode(`${piece.join('\r\n')}\r\n`, 'gbk'))) await once(out, 'drain')
  }
  out.end()
  await finished(out)
}
