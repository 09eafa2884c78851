import type { Intent } from '../domain/learned.ts'
import { sentences } from './sentences.ts'

/** Sentences nothing is learned from: written after the classifier was, to see whether it still works. Keep them out of the
 * lessons, or the test says nothing. */
export const heldOut: Readonly<Record<Intent, readonly string[]>> = {
  'pre-sales': sentences(`
这个枕头高度多少，颈椎不好能睡吗
请问羽绒服充绒量是多少
有适合送老师的茶具吗
猫砂是豆腐的还是膨润土的
你们的行李箱轮子是静音的吗
160的个子穿S会不会太长
这个粉底液有几个色号
烤箱能不能烤整只鸡
奶粉适合几个月的宝宝
雨伞防紫外线吗
榨汁机好清洗吗
两百块左右的蓝牙耳机哪款好
广西能发货吗，大概几天
拍下后几天能寄出
可以开公司抬头的发票吗
花呗能分几期
还有深蓝色36码的吗
床垫软硬怎么样
手机壳能装进口袋吗
这款蜂蜜是纯天然的吗
Does this kettle have automatic shut-off?
Do you have this dress in size M?
What is the return policy before I buy?
How long is the charging cable?
Which vacuum is better for pet hair?
Can you ship to Australia?
`),
  'order-change': sentences(`
收货的小区改了，麻烦换成翠湖花园
刚刚拍的那件能改成绿色吗
电话写成旧号了，帮忙改下
我拍了两个杯子，其中一个不要了
订单取消掉吧，我换个颜色再拍
我下周三才在家，能那天再送吗
帮我写个备注，送到后门
两笔订单地址一样，拼成一个包裹寄
收件人写我爸的名字吧
还没寄的话把L码换成M
不小心点了两次付款，取消多的那单
请延后到月底再发货
能不能把快递换成圆通
我要改一下门牌号，是3栋不是2栋
不要寄到宿舍了，寄到我实习的地方
我不需要了，帮我把订单撤了
加一双袜子到刚才的订单里
安排周末上午送货可以吗，平时没人
先寄一半行吗，另一半等通知
把赠品换成另外那种颜色
Could you change the street name on my order?
Please cancel my purchase from this morning
I need a different phone number on the parcel
Can you merge these two purchases into one shipment?
Change it to the medium please
Please hold my order until Friday
`),
  'after-sales': sentences(`
收到的鞋一只大一只小
包裹显示昨天签收，可我没拿到
退货的钱为什么少了十五
壶盖一拧就裂了
灯用了一星期开始闪
我寄回去的衣服你们验收了吗
快件三天没有新动态
付款四天了怎么还在待发货
补发的零件什么时候寄
我要换一条，裤腰太紧
说明书上说按两下，按了没用
发票上公司名字打错了
今天打开箱子发现少一瓶
买完第二天就降了三十，退我差价
师傅装歪了，能重装吗
七天内可以无理由退，我想退掉这个包
外卖柜里没有我的件啊
手表表带断了，保修吗
牛奶胀包了还能喝吗
退款申请提交两天没人处理
The handle came off after one use
My parcel has been stuck in customs
I sent the shoes back, where is my money?
You forgot one of the cups
The blender makes a burning smell
I never got the replacement
`),
  bargaining: sentences(`
拿两条能不能算便宜些
老顾客打个九五折呗
一百八行我马上付
这价格比隔壁高，少二十吧
买四罐送一罐行不行
给免个邮吧，就差三块
下个月大促会比现在低吗
有没有满减券给一张
搞活动的时候是多少钱，现在能给那个价不
能不能赠个滤网
公司要六十套，单价能压到多少
便宜十五我就不犹豫了
我看别人家送围巾，你们送不送
最低什么价能出
不用开票能少点钱吗
再抹掉八块零头
凑两件给打个折嘛
能申请个员工折扣吗
有没有清仓价
太贵了，降一降
Can you knock a bit off if I take three?
Any voucher for me?
Would you take 45 for it?
Too pricey, can you do better?
Could you add a free strap?
Is there a cheaper price for 100 units?
`),
  other: sentences(`
好的，辛苦你了
嗯，我晓得了
在不在呀
你们今天上班吗
我等下再来问
没有别的问题啦
稍等我翻一下
是的没错
号码是 13900001111
下午三点左右
谢谢老板
啊，这样
帮我转人工客服
我先去吃饭
林小姐
算了算了
不用回了
你好呀
行，我想一想
周四
Many thanks!
Okay, let me see
Hi, anybody?
No, that is everything
Could I speak with a person?
My order is 4471
`),
}
