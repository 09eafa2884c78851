import { sentences } from './sentences.ts'

/** What buyers put before and after what they want. Each lesson is learned once as it is and once among these, so that a
 * greeting before a question does not make it a greeting. An order's card is among them: platforms paste it in. */
export const before = sentences(`
你好，
您好
在吗
亲，
请问
你好 我想问一下
您好，我想咨询下
好的，
嗯嗯
不好意思
麻烦问下
订单号:1234567
订单编号:123，订单金额:99，下单时间:2026-11-11
人工
那
我这个
客服你好
有个问题
hello
`)
export const after = sentences(`
谢谢
，谢谢！
麻烦了
在线等
亲
订单号:1234567
急
你好
？
thanks
请回复
麻烦帮我看一下
`)
