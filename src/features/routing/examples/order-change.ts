import { sentences } from './sentences.ts'

/** Something of an order already placed is to be otherwise, or is not to be at all: before the buyer has the goods. */
export const orderChange = {
  zh: sentences(`
帮我改下地址
地址填错了
收货地址写错了能改吗
我要换个收货地址
地址可以改成公司吗
能不能送到另一个地址
改送到我老家
地址少写了门牌号
门牌号错了帮我改一下
小区名写错了
省份选错了怎么办
默认地址忘改了
发到旧地址了能改吗
我搬家了地址要换
能改寄到学校吗
新地址发你了帮我改过来
把地址改成刚才发的那个
我想修改收货信息
收件人改成我妈妈
收件人名字错了
名字写错一个字
改个收件人
电话号码填错了
手机号少了一位
换个手机号
联系电话改一下
电话改成这个
收货人电话不对麻烦更正
留的号码停机了换这个号
快递打我另一个号码行吗
帮我备注一下
加个备注
备注发顺丰
忘记写备注了
备注帮我写上不要放快递柜
麻烦备注送货前打电话
备注里写一下生日快乐
帮我备注不放价格单
麻烦备注周末送
能改尺码吗
尺码拍错了
拍大了换小一码
我要改成L码
把M改成S
想换成大一号的还没发货
37改38可以吗
颜色拍错了
换成黑色的
白色改成粉色
我想要灰色的下错单了
改个颜色行不行
款式选错了
型号选错了
规格拍错了
拍成两斤装的了要五斤的
口味选错了换成原味
换一个口味可以不
把其中一件换成别的
能换成另外一款吗没发货呢
我多拍了一件
不小心拍了两份
重复下单了
拍了两次取消一个
数量写错了
数量改成三个
想再加一件一起发
少拍了一个能加吗
能加一件到这个订单里吗
我还想加一个杯子
两个订单一起发
两单合并发货
合成一个包裹发吧
我拍了三单放一起寄
能不能分开发
一半寄公司一半寄家里
分两个地址发可以吗
有货的先发
先发有货的那件
其他的先发不用等
取消订单
我要取消
帮我取消一下这个订单
订单怎么取消
我不想要了
不要了取消吧
不买了
算了不要了帮我退掉还没发货
拍错了取消
取消重新拍
我取消了重新下单
我重拍一个吧这个取消
能不能撤单
点错了不是要买这个
误拍了
下错单了
买错了
买重了
家里人已经买了这个就不要了
另外一单取消就行
只取消其中一件
取消不了怎么办
为什么取消不了订单
取消申请你通过一下
订单取消成功了吗
怎么还没取消掉
取消按钮找不到
别发货了
先别发
先不要发货
暂时不发我还没想好
晚点发货
能晚几天发吗
下周再发
等我通知再发货
过完节再发
我出差了先不要寄
延迟发货可以吗
推迟到十号发
希望十五号以后再送
改一下配送时间
送货时间能改吗
明天家里没人改后天送
换个时间送货
能不能周末送
周六再送
晚上送可以吗白天没人
下午六点以后再送
预约时间要改
安装日期改到下周
改期送货
能定在二十号送吗
想约定时间送货
我要改送货日期
帮我延期
大件先存着下个月送
快递能换吗
不要发邮政
换成顺丰我补差价
改发京东快递
别发中通
能指定快递吗已经拍了
改成自提
我想自己去提
能改成送货上门吗
不要放驿站
放门卫就行改一下
拦截一下
帮我拦截快递
能把快递追回来吗不要了
发出去了还能改地址吗
快递在路上了能改派吗
让快递转到另一个站点
转寄到别的地方可以吗
包裹退回来吧我不要了
拒收可以吗我不想要了
礼盒包装帮我加上
帮我换成礼盒装
贺卡内容改一下
刻字内容写错了
定制的字改成平安喜乐
图案想换一个还没做吧
赠品换一个颜色
赠品换成袋子行吗
赠品不要了
不要安装服务了
把安装取消
加购的保险能去掉吗
忘用优惠券了取消重拍
用错券了重新下
付款方式选错了
货到付款改成在线支付
拍成预售的了换现货
还没付款想改一下数量
没付的那单帮我关了
付完款发现地址不对
刚付款就发现选错了
刚下的单能改吗
刚才那单改一下
订单信息有误
订单里的信息能修改吗
修改订单
改一下订单
想调整下订单
这个订单需要变更
我刚刚拍的那个要改一下
收货地址不是这个
麻烦改成以下地址
请更改收货人
请把货发到新地址
按新的地址寄
别寄到原来那个地址
不是这个颜色 我要蓝的 还没发吧
我这边要换个码数
换大一码发
按我微信名写收件人就行
两件里面一件换成XL
订单拆开发
要么先发一件
把两个地址对调一下
我的地址变了
地址选错了
收货地址选成以前的了
不小心寄到老地址
地址搞错了能改一下吗
街道写错了
地址不对
改地址
换地址
地址能换吗
收货地址还可以更改吗
这个订单可以改地址吗
同城的地址改一下
改到隔壁小区
麻烦送到单位去
人不在家送到公司吧
我回老家了能改送到老家吗
让快递送到另一个小区
更改收货信息
电话换成这个号码
我的电话变了
手机丢了换个联系电话
打这个电话 原来的不用了
让配送员打新的号码
收货人手机没带改成我的
修改联系方式
预留电话错了
收件人换成我同事
我明天不在家 能改后天送吗
明天有事后天再送
这两天出差过几天再送
下周一再送可以吗
能过几天再送吗
晚几天送
先别送
这个件暂时不要派送
推迟配送
推迟几天发货
延期配送怎么弄
延期送货
申请延期
房子没装修好先不送
新房还没好能晚点送空调吗
送货日期改到月底
改到十六号
配送时间能修改吗
修改送货时间
修改配送日期
预约时间帮我改一下
能改成晚上送吗
白天上班 晚上七点以后送
下班后再送过来
星期六送行不行
改成周日配送
周末家里有人周末送
能安排在十号上午送吗
统一安排一起送
送货和安装能不能同一天
几个订单一起送
能不能提前到明天送 改一下日期
发货时间帮我改一下
现在可以发货了 之前说晚点发的
可以发了不用等了
取消
取消一下
取消吧
都取消吧
全部取消
帮忙取消
麻烦取消订单
可以取消吗
这个可以取消吗
可以帮我取消吗
取消不了帮我取消
我点不了取消
还没发货能取消吗
已经出库了还能取消吗
取消之后重新买
取消了重新下
想取消其中一个
两件取消一件
这个订单我不需要了
不需要了
暂时用不到了取消
别人送了不用买了
买错型号了能取消吗
买错了怎么办
下错单了怎么办
下错了
拍错型号
拍成别的了
拍重了
多点了一件
买多了退一件没发货呢
只要一件 拍成两件了
我只需要一个
我要的是大号拍成小号了
尺寸选错
型号不对想改
套餐选错了
选错颜色了
选错规格
想换个颜色
想换成别的款
不要这个了换那个
换货不是收到的 是没发的换一个
撤回取消申请
不取消了
不小心点了取消能恢复吗
误点了申请退款不想退了继续发货
取消退款申请帮我正常发
加一件进去
漏买了一个一起发吧
能加到同一个包裹里吗
合单
分开寄
拆成两个单
我想拦截
拦截快递
不要了拦截一下
快递还没到能截回来吗
让快递退回吧
改用别的快递
发顺丰吧我补运费
不发快递我自己来取
换到另一个自提点
转到别的站点自提
改成放快递柜
备注别打电话
帮我备注一下送货前联系
备注明天送
备注一下要浅色的
备注随机发不同颜色
麻烦加个留言给发货
不放小票
别放价格清单是送人的
我昨天买的那个还没发吧，地址写成以前住的地方了，帮我改成现在的
刚付完钱才看到地址是老家的，可以改到上海吗
收件电话写的是我妈的，她看不懂短信，改成我的吧
下单的时候没注意，收货人写的是前同事的名字
这个订单先不要发，我下周才回来收货
我们公司放假了，麻烦节后再发货
我这几天不在家，收不了，能不能放到周末再派
原来约的是明天送，我明天临时有事，改到大后天行不行
家里正在刷墙，冰箱能推到下个月送吗
洗衣机和电视能不能约在同一天送过来，省得我请两次假
白天家里没有人，麻烦安排晚上七点之后
我明天要出门，让他后天再来吧
那就改到二十号吧
二十号好了
那就安排在周六吧
先暂定下周三送
统一改成十八号
定在下个月五号
我想约个时间送，不要今天送
可以指定时间送吗 我已经下单了
能换个时间吗
这个时间能改吗
日期能更改吗
时间改一下
可以修改时间不
送达日期可以更改吗
能修改到货日期吗
到货时间想往后推
我买了两个一样的，只要一个，另外的取消掉
东西买重了，我老公也下了一单，帮我取消我这个
用错了红包，取消掉我重新买
忘记用券了，能不能取消重拍
满减没凑上，取消了我一起拍
看错参数了，这个我用不了，趁没发货取消吧
孩子乱点的，不是我要买的
已经点了取消，怎么还显示待发货
申请取消了好久还没通过
我申请了取消麻烦同意一下
取消了吗
成功取消了没有
那几个都给我取消掉
好的 你帮我取消吧
那取消吧 我重新下单
先取消 我换个地址重新拍
地址改不了的话就取消吧
有修改按钮但改不了
页面上改不了 你帮我改
后台帮我改一下行吗
我自己改不了
大码换中码，其他不变
里面那双袜子要黑的不要白的
选成单人的了，要双人的
我拍的是普通装，想升级成礼盒装，差价我补
刚才少买了一包，补拍了一个，能一起发走吗
我一共下了三个单，地址都一样，装一个箱子里吧
先把现货给我寄来，预售的后面再说
五个寄北京，五个寄天津，可以吗
麻烦写张卡片放进去，写祝妈妈生日快乐
送人的，别放小票和价格
帮我跟仓库说一下挑个日期新鲜的
路上的件还能改地址吗，我换工作地点了
包裹已经在派送了，我不在，能改到驿站吗
到站点了能转到另外一个区吗
快递到了直接帮我退回去吧，我不要了
不用送了，我不要了
不用发了
别送了
不要给我发货了
停止发货
这个不想要了，能拦下来吗
刚发走的，能不能叫回来
可以拒收吗，我想换另外一款
自提改成送货，东西太重搬不动
送货改自提，我自己开车去拉
我自己去仓库拉可以吗 省得等
可以去站点自提吗 改一下方式
换个快递，这家在我们这儿不送
别用那家快递了，服务太差
指定的快递给我换了吧
不想等了 换成有货的颜色
缺货的那个换成蓝色吧
没货的话给我换同价的另一款
帮我把没货的那件去掉其他先发
安装服务退掉，货照发
延保我点错了帮我去掉
赠送的我不要 换成红色的
我拍错成别的型号了 能改吗
收不了货 明天不在 能不能换一天
明天家里没人签收
这几天都不方便收货
周末不方便收 工作日再送
明天不方便 后天吧
好的 那就改到八号 没有别的了谢谢
拦截下来吧不想要了 谢谢
都取消吧 好几个单
送到另外的自提点
电话改了 新的是这个
`),
  en: sentences(`
Please change my address
I entered the wrong address
Can I change the delivery address?
Please ship it to my office instead
The house number is wrong
I moved, can you update the address?
My phone number is wrong
Please update my phone number
Change the recipient to my wife
I misspelled the name
I want to cancel my order
Please cancel the order
Can I still cancel?
Cancel it, I do not need it any more
I ordered twice by mistake
I ordered the wrong size
Can you change the size to L?
Please change the colour to black
I picked the wrong colour
Swap one of them for the red one
Make it three instead of two
Can I add one more item to my order?
Please add a note to my order
Please put a gift card in with my order
Please combine my two orders
Ship both orders together
Can you split the order?
Send what is in stock first
Please hold the shipment
Do not ship it yet
Can you ship it next week instead?
Please deliver after the 15th
Can I change the delivery date?
I am away, please deliver on Saturday
Please use another courier
Can you send it by express instead?
I want to pick it up myself instead
Can you intercept the parcel?
Stop the delivery, I do not want it
Please redirect the parcel to another address
I used the wrong coupon, cancel and reorder
Please remove the installation service
The engraving text is wrong, please change it
I need to edit my order
Is it possible to modify the order?
I ordered the wrong model
I chose the wrong variant
I want to switch it to the bigger one, it has not shipped
Please change the quantity
The recipient's name should be different
Please reschedule the delivery
Deliver it in the evening instead, I am at work all day
Can you postpone the delivery until I am back?
Cancel
Please cancel one of the two
I clicked cancel by accident, please keep the order
Wrong address selected
Please send it to my new address
Use this phone number instead
`),
}
