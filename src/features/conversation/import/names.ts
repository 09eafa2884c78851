import { FIELDS, type Field } from './layout.ts'
import type { Role } from './turn.ts'

/**
 * Header names that exports and data sets use, the surest first: of two columns that could be one field, the one whose
 * name stands earlier is taken.
 */
const COLUMNS: Record<Field, readonly string[]> = {
  session: [
    '会话id',
    '会话编号',
    '会话号',
    '对话id',
    '对话编号',
    '聊天id',
    '咨询id',
    '咨询编号',
    'sessionid',
    'conversationid',
    'dialogueid',
    'dialogid',
    'chatid',
    'sid',
    '会话',
    '对话',
    'session',
    'conversation',
  ],
  buyer: [
    '买家id',
    '买家昵称',
    '买家账号',
    '买家会员名',
    '买家旺旺',
    '顾客昵称',
    '顾客id',
    '客户id',
    '客户昵称',
    '客户账号',
    '用户id',
    '用户昵称',
    '访客id',
    '访客昵称',
    '会员名',
    'buyerid',
    'buyernick',
    'customerid',
    'userid',
    'visitorid',
    'openid',
    '买家',
    '顾客',
    '客户',
    '用户',
    '访客',
    '消费者',
    'buyer',
    'customer',
    'user',
    'visitor',
  ],
  role: [
    '身份',
    '角色',
    '发送者身份',
    '发送者类型',
    '发送方类型',
    '发送人类型',
    '发送方身份',
    '消息方向',
    '方向',
    'role',
    'sendertype',
    'senderrole',
    'fromwaiter',
    'isagent',
    'iswaiter',
    '是否客服',
    'direction',
    '发送者',
    '发送人',
    '发送方',
    '发言人',
    '说话人',
    'sender',
    'speaker',
    'author',
    'from',
  ],
  time: [
    '发送时间',
    '消息时间',
    '聊天时间',
    '时间',
    '日期时间',
    '创建时间',
    'senttime',
    'sendtime',
    'sentat',
    'createdat',
    'createtime',
    'timestamp',
    'datetime',
    'time',
    'date',
  ],
  text: [
    '消息内容',
    '聊天内容',
    '内容',
    '发送内容',
    '正文',
    '文本',
    '消息',
    'sendcontent',
    'messagetext',
    'content',
    'text',
    'message',
    'msg',
    'body',
    'utterance',
  ],
  item: [
    '商品id',
    '商品编号',
    '宝贝id',
    'skuid',
    'itemid',
    'productid',
    'goodsid',
    'recitemid',
    'sku',
    '商品',
    '宝贝',
    '商品链接',
    'item',
    'product',
    'goods',
  ],
  agent: [
    '客服',
    '客服昵称',
    '客服账号',
    '客服id',
    '接待客服',
    '子账号',
    'agent',
    'agentname',
    'waiter',
    'staff',
  ],
}

/** Columns whose 1 and 0 say whether an agent wrote it. */
const YES_MEANS_AGENT = ['fromwaiter', 'isagent', 'iswaiter', '是否客服']

const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(（].*[)）]$/, '')
    .replace(/[\s_\-.:/]+/g, '')

/** The known fields of a header. A column is taken for one field only. */
export const recognised = (columns: readonly string[]): Partial<Record<Field, string>> => {
  const bare = columns.map(folded)
  const found: Partial<Record<Field, string>> = {}
  for (const field of FIELDS)
    for (const name of COLUMNS[field]) {
      const column = columns[bare.indexOf(name)]
      if (column === undefined) continue
      found[field] = column
      break
    }
  return found
}

export const known = (columns: readonly string[]): number => Object.keys(recognised(columns)).length

const SPEAKERS: Record<Role, readonly string[]> = {
  buyer: [
    '买家',
    '顾客',
    '客户',
    '用户',
    '访客',
    '消费者',
    '会员',
    'buyer',
    'customer',
    'user',
    'client',
    'visitor',
    '接收',
    '收到',
    'in',
    'inbound',
    'incoming',
  ],
  agent: [
    '客服',
    '人工客服',
    '人工',
    '商家',
    '卖家',
    '店家',
    '店铺',
    '坐席',
    '客服人员',
    'agent',
    'seller',
    'merchant',
    'shop',
    'staff',
    'waiter',
    'service',
    '发送',
    '发出',
    'out',
    'outbound',
    'outgoing',
  ],
  assistant: ['机器人', '智能客服', '店小蜜', '自动回复', '小蜜', 'assistant', 'bot', 'robot', 'ai'],
  system: ['系统', '系统消息', '系统提示', 'system', 'notice'],
}
const ROLE_OF = new Map(
  Object.entries(SPEAKERS).flatMap(([role, names]) => names.map((name) => [name, role as Role] as const)),
)
const YES = ['1', 'true', 'yes', 'y', '是']
const NO = ['0', 'false', 'no', 'n', '否']

/** Who a role cell means, where that can be known: by a common word, by being the buyer's or agent's name of the same
 * row, or by the form of a sub-account (`店铺:小明`). */
export const speaker = (
  cell: string,
  column: string,
  row: { buyer: string; agent: string },
): Role | undefined => {
  const value = folded(cell)
  if (YES_MEANS_AGENT.includes(folded(column)))
    return YES.includes(value) ? 'agent' : NO.includes(value) ? 'buyer' : undefined
  const role = ROLE_OF.get(value)
  if (role || cell === '') return role
  if (cell === row.buyer) return 'buyer'
  if (cell === row.agent || /^[^:：]+[:：][^:：]+$/.test(cell)) return 'agent'
  return undefined
}
