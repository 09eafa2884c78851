import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { bargainingContract } from '../src/features/bargaining/contract.ts'
import { connectBridge } from '../src/features/channel/bridge/client.ts'
import { clockContract } from '../src/features/clock/contract.ts'
import { exposureContract } from '../src/features/clock/exposure/contract.ts'
import { deskContract } from '../src/features/desk/contract.ts'
import { routingContract } from '../src/features/routing/contract.ts'
import { shopContract } from '../src/features/shop/contract.ts'
import { localTime, MINUTE, SECOND } from '../src/shared/time.ts'
import { type Account, type RunningDesk, startDesk } from '../tests/support/desk-process.ts'
import { type Session, signIn } from '../tests/support/session.ts'

const FLAGSHIP = '芦白旗舰店'

/** Who writes in a promotion's hour, and how many seconds ago. None of the questions has a rule of the assistant. */
const buyers: [name: string, ago: number, asks: string][] = [
  ['晚风', 84, '新房主卧偏暗，浅灰和奶白哪个显干净，纠结一周了'],
  ['Sophie Martin', 78, 'My bedroom is dark, with oak floors. Would oatmeal or mist blue look better?'],
  ['小满妈妈', 171, '宝宝刚满三个月，对荧光剂敏感，你们这套送检过吗，报告能发我看看吗'],
  ['阿哲', 163, '订单 8812 我想把雾蓝改成燕麦色，还来得及吗'],
  ['南山以南', 152, '收到的被套有一处跳线，照片发您，怎么处理'],
  ['林小鹿', 141, '水洗棉四件套芦苇灰1.8米床能再便宜点吗'],
  ['豆豆爱睡觉', 104, '荞麦枕里面的壳能不能自己加减'],
  ['陈先生', 97, '给民宿采购二十套，能安排分批发吗'],
  ['橙子皮', 83, '我昨天付的定金，尾款能叠加店铺券吗，算给我看看'],
  ['青青草', 71, '退回去的那套已经签收两天了，什么时候退我钱'],
  ['木子李', 38, '同款有没有三角形的小抱枕，想凑一套'],
  ['夏至未至', 24, '地址写错了，写成我老家了，能帮我改一下吗'],
  ['老邢', 9, '这个价保到几号，过两天降了补差吗'],
]

const haggling: [ago: number, asks: string][] = [
  [120, '还是有点贵，再少点吧'],
  [100, '再便宜点我马上拍'],
]

/** The first of these come to one person, and have not waited for so long that the desk would move them on. */
const HERS = 2

/** What cost money earlier in the day: two questions that nobody was there for, and what people wrote down. */
const unheard: [name: string, hoursAgo: number, asks: string][] = [
  ['早起的鸟', 5.2, '今天能赶上早班车发出去吗'],
  ['阿May', 3.4, '客服在吗，想问下能不能先寄小样'],
]
const incidents: [rule: string, hoursAgo: number, note: string][] = [
  ['douyin-refusal', 4.1, '未联系买家直接驳回退款，平台介入'],
  ['douyin-rude', 2.6, '催单时回复“等着就行”，投诉成立'],
  ['douyin-refusal', 1.2, '误点拒绝，已补偿'],
]

/** The seed's flagship stands on Tmall, whose rules have no price; here it stands on Douyin, where shops say they do. */
const onDouyin = async (desk: RunningDesk): Promise<RunningDesk> => {
  const client = new pg.Client(desk.database)
  await client.connect()
  await client
    .query(`update shop set platform = 'douyin' where name = $1`, [FLAGSHIP])
    .finally(() => client.end())
  await desk.stop()
  const { accounts } = desk
  return { ...(await startDesk({ dataDir: desk.dataDir, port: desk.port })), accounts }
}

/** Not before the shop's day began: what lies in yesterday would be missing in today's figures. */
const earlier = (hours: number, zone: string): number => {
  const now = Date.now()
  return Math.max(now - hours * 60 * MINUTE, now - localTime(now, zone).minute * MINUTE + MINUTE)
}

const until = async (what: string, look: () => Promise<boolean>) => {
  for (let tries = 0; tries < 100; tries++) {
    if (await look()) return
    await setTimeout(100)
  }
  throw new Error(`waited in vain until ${what}`)
}

export interface Floor {
  desk: RunningDesk
  /** Signed in, by user name. */
  sessions: ReadonlyMap<string, Session>
  /** The flagship's number. */
  shopId: number
  close(): Promise<void>
}

/** The seeded shop in an hour of promotion: everybody there, more buyers than slots, and a day that has cost money. */
export const openFloor = async (): Promise<Floor> => {
  const desk = await onDouyin(await startDesk({ empty: false }))
  const sessions = new Map<string, Session>()
  const enter = async ({ username, password }: Account) => {
    const session = await signIn(desk.url, username, password)
    sessions.set(username, session)
    return session
  }
  const [owner, ...others] = desk.accounts
  if (!owner) throw new Error('the desk has no accounts')
  const boss = await enter(owner)
  const { shops } = await boss.api(shopContract).me({})
  const shop = shops.find((one) => one.shop.name === FLAGSHIP)?.shop
  if (!shop) throw new Error(`there is no ${FLAGSHIP}`)
  const params = { shopId: shop.id }
  const clock = boss.api(clockContract)
  const { settings } = await clock.clockSettings({ params })
  await clock.setClockSettings({ params, body: { ...settings, margin: 48_000_00 } })

  // Deposits are taken in the seeded campaign, when nothing is given; here something may be.
  const bargaining = boss.api(bargainingContract)
  const { policy } = await bargaining.bargaining({ params })
  await bargaining.setBargaining({ params, body: { ...policy, phases: {} } })

  const bridge = connectBridge({ url: desk.url, channelKey: desk.bridge.key, secret: desk.bridge.secret })
  const write = async (lines: { name: string; asks: string; at: number }[]) => {
    const messages = lines.map(({ name, asks, at }) => ({
      id: `${name}-${at}`,
      buyer: { id: name, name },
      at,
      text: asks,
    }))
    const { refused } = await bridge.send(messages)
    if (refused.length > 0) throw new Error(`the desk refused ${JSON.stringify(refused[0])}`)
  }
  const exposure = boss.api(exposureContract)
  await write(unheard.map(([name, hours, asks]) => ({ name, asks, at: earlier(hours, shop.timeZone) })))
  await until('what nobody was there for has cost', async () => {
    const { total } = await exposure.exposure({ params, query: {} })
    return total.money > 0
  })
  const { conversations } = await boss.api(deskContract).snapshot({})
  for (const { shopId, id, buyerName } of conversations)
    if (unheard.some(([name]) => name === buyerName))
      await boss.api(deskContract).act({ params: { shopId, id }, body: { do: 'close', unanswered: true } })

  // She is the first there, so that what the pictures open is hers.
  const enterOnline = async (account: Account) => {
    const session = await enter(account)
    await session.api(shopContract).setState({ body: { state: 'online' } })
  }
  const ago = ([name, seconds, asks]: (typeof buyers)[number]) => ({
    name,
    asks,
    at: Date.now() - seconds * SECOND,
  })
  const { members } = await boss.api(shopContract).members({ params })
  const first = members.find(({ name }) => name === '唐宁')
  const account = others.find(({ username }) => username === 'tangning')
  if (!first || !account) throw new Error('the seed has no 唐宁')
  const { personId } = first
  await boss.api(routingContract).setSeat({ params: { ...params, personId }, body: { slots: 12 } })
  const hers = buyers.slice(0, HERS)
  await enterOnline(account)
  await until('she is there', async () => {
    const { people } = await boss.api(routingContract).queue({ params })
    return people.some((one) => one.personId === personId && one.here)
  })
  await setTimeout(2 * SECOND) // the desk counts who is on duty once a second
  await write(hers.map(ago))
  await until('she has what the pictures open', async () => {
    const { conversations: open } = await boss.api(deskContract).snapshot({})
    return hers.every(([name]) => open.some((c) => c.buyerName === name && c.assignee === personId))
  })
  const now = Date.now()
  const { refused } = await bridge.sendOrders(
    hers.map(([name], i) => ({
      ...{ id: `26111100481176${3302 + i}`, at: now, status: 'unpaid' as const, buyer: { id: name, name } },
      ...{
        createdAt: now - 9 * MINUTE,
        payBy: now + 21 * MINUTE,
        payableFen: 35_900,
        goodsFen: 35_900,
        freightFen: 0,
      },
      lines: [
        {
          product: 'LB-S18',
          title: '水洗棉四件套 芦苇灰 1.8 米床',
          quantity: 1,
          priceFen: 35_900,
          paysFen: 35_900,
        },
      ],
      address: {
        name: '林**',
        phone: '138****2071',
        province: '浙江省',
        city: '杭州市',
        district: '余杭区',
        detail: '******',
      },
    })),
  )
  if (refused.length > 0) throw new Error(`the desk refused ${JSON.stringify(refused[0])}`)
  for (const other of others) if (other !== account) await enterOnline(other)
  const stay = () => others.map(({ username }) => sessions.get(username)?.api(routingContract).here({}))
  const staying = setInterval(() => void Promise.all(stay()).catch(() => {}), 15 * SECOND)
  const supervisor = sessions.get('xuman')
  for (const [rule, hours, note] of incidents)
    await supervisor?.api(exposureContract).writeIncident({
      params,
      body: { id: crypto.randomUUID(), rule, note, at: earlier(hours, shop.timeZone) },
    })
  // Everybody has as much as they can do, so that some must wait.
  const { people } = await boss.api(routingContract).queue({ params })
  for (const { personId, shopLoad } of people)
    await boss
      .api(routingContract)
      .setSeat({ params: { ...params, personId }, body: { shopSlots: shopLoad + 2 } })
  await write(buyers.slice(HERS).map(ago))
  // Twice the assistant says what it is worth; then somebody has to lead on.
  for (const [seconds, asks] of haggling) {
    await setTimeout(SECOND)
    await write([ago(['林小鹿', seconds, asks])])
  }
  return {
    desk,
    sessions,
    shopId: shop.id,
    async close() {
      clearInterval(staying)
      await bridge.close()
    },
  }
}
