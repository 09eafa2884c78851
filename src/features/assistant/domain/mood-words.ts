/**
 * Words and patterns by which a mood is told, in the two languages buyers write. Chinese ones are compared with one
 * clause after folding (no blanks, no punctuation), English ones with the whole message in small letters. Patterns have no
 * quantifier within a quantifier: they run on whatever buyers send.
 */
interface Words {
  zh: readonly string[]
  en: readonly string[]
}

/** Anger and reproach: at the shop, its service, its delivery, or the assistant. Not said of these where negated. */
export const reproach: Words = {
  zh: [
    // Of goods for rubbish, and of text messages, it is no reproach.
    '垃圾(?![袋桶箱篓铲筐架车夹]|分类|处理|短信|邮件|电话|压缩)',
    '辣鸡',
    '骗(?:子|人|我|钱|消费者|顾客|客户|买家)|[欺被受诈]骗(?!电话|短信)',
    '上当了|忽悠|奸商|黑店|无良|没良心',
    '坑(?:人|我|爹|钱|客户|顾客|消费者|死)|[太好真]坑',
    '气死|气人|生气|气愤|火大|恼火|窝火|发火|来气',
    '烦死|烦人|[好真太很]烦(?!恼)|受够|受不了你|受不了了|忍无可忍',
    '无语|闹心|寒心|心寒|失望|差劲|恶心|无耻|不要脸|过分|欺负',
    '(?:质量|服务|态度|体验|包装|物流|快递|售后|效率|做工)[^和与跟]{0,3}[太真好很这]么?差(?!别|价|不)',
    '^[太真好]差了?$|差评(?:吧|伺候|等着)|(?:给|打|写|要|一定|必须|等着)你?们?差评',
    '态度[很太真好这么]{0,2}(?:差|恶劣|不好)|(?:什么|这种|这个|就这)态度',
    '敷衍|答非所问|所答非所问|牛头不对马嘴|鸡同鸭讲|对牛弹琴|驴唇不对马嘴',
    '听不懂|没听懂我|看不懂我|不懂我的意思|理解不了我',
    '废话|说人话|讲人话|打官腔|套话|别再?复制|复制粘贴|自动回复吗|自动回复吧',
    '(?:别|不要|不能)?(?:一直|老是|总是|别再?|不要再?|只会)重复|车轱辘话',
    '(?:说|问|讲|催|打|反映|联系)过?了?(?:多少|好几|好多|无数|几百|几十|n|三|四|五|六|七|八|九|十)个?(?:遍|次|回)',
    '(?:没人|不|都不|没有人)(?:理我|理人|搭理|鸟我)|已读不回|装死|玩消失',
    '扯淡|扯犊子|瞎扯|胡扯|胡说八道|睁眼说瞎话',
    '搞笑[了呢吧嘛吗么]|[真太很]搞笑|搞什么(?!时候)|搞毛|搞啥|什么玩意|什么鬼|什么破|什么垃圾|这什么服务|就这服务|就这水平',
    '不负责任|推卸|推来推去|踢皮球|互相推|拖拖拉拉|一拖再拖',
    '(?:太|这么|那么|怎么这样|真是|真)慢|慢死|急死',
    '耍(?:我|人|猴|顾客|流氓|赖)|玩(?:我|人)呢|逗我|糊弄|蒙人',
    '有病[吧啊呀]|神经病|傻[逼bx]|煞笔|(?<![我妈爸是给老咱])妈的(?!电话|手机|号|生日|名|地址|卡|账)|tmd|尼玛|你妹啊|特么|^滚+$|滚蛋|^靠$|^操$|^呵呵+$',
    '智障|弱智|白痴|脑残|[好太真]蠢|愚蠢|笨死|蠢货',
    '再也不(?:买|来|会|在|想|用|信)|不会再(?:买|来|光顾|在你)|最后一次(?:在你|买|来你|光顾)',
    '别说没用的|净说没用|不解决问题|解决不了问题|根本没解决|到底能不能解决',
    '凭什么|莫名其妙$|等了?(?:半天|这么久|那么久|好久|老半天)(?:了|都|还|也|没|$)',
    '我要投诉|投诉你|去投诉|要你们有什么用|要你何用',
  ],
  en: [
    'terrible|awful|horrible|ridiculous|unacceptable|useless|pathetic|disgust\\w*|appalling',
    'worst|rubbish(?! (?:bag|bin))|garbage(?! (?:bag|can|bin|disposal))|nonsense|bullshit|wtf|stupid|idiots?',
    'scam\\w*|rip ?off|ripped off|cheat(?:ed|ing|ers?)|liars?|lying|fed up|sick of|pissed|furious|outrag\\w+',
    'angry|annoy(?:ed|ing)|frustrat(?:ed|ing)|disappoint(?:ed|ing)|unhappy|dissatisfied|upset',
    'waste of (?:my )?(?:time|money)|(?:is|what) a joke|how many times|(?:already|just) told you',
    'keep repeating|stop repeating|unhelpful|never (?:buy|order|shop)\\w*(?: \\w+){0,3} again',
    'you (?:do not|dont|cant|cannot) understand|you dont get it|not what i asked|(?:not|didnt|doesnt) answer(?:ing)? my question',
    'so slow|too slow|taking forever|took forever|ignoring me',
  ],
}

/** What is a reproach by its negation: 不满意, not happy. A second negation (没有不满意) takes it back. */
export const unsatisfied: Words = {
  zh: [
    '不(?:是|太|很|怎么|大|够|算|特别|非常|那么){0,2}(?:满意|高兴|开心|靠谱|耐烦|专业|爽|像话|讲理|讲道理|地道|厚道|友好)',
  ],
  en: [
    '(?:not|isnt|wasnt|arent|never) (?:very |really |at all |so |too |that )?(?:happy|satisfied|pleased|helpful|helping|good enough|acceptable|professional)',
    '(?:doesnt|didnt|does not|did not) help',
  ],
}

/** The buyer takes the assistant for what it is, and says so. Robots are also goods: those are not meant. */
export const unmasked: Words = {
  zh: [
    '[你您](?:们|这|就|不|都|该不会|是不|真|到底|肯定|是){0,3}是?个?(?:智能|自动|破|傻)?机器人(?![的坏])',
    '^(?:又是|还是|都是|全是|原来是|是不是|果然是|肯定是|就是|是)?个?破?机器人(?:回答|回复|客服)?[吗吧啊呀嘛么呢]$',
    '^(?:又是|还是|都是|全是)机器人|[跟和]机器人[说聊讲沟对]|(?:破|傻|死)机器人|机器人(?:回答|回复)|你是人吗|你是人还是',
  ],
  en: [
    '(?:are|is) (?:you|this) (?:a |an |even |just )*(?:ro)?bot|you(?:re| are) (?:just |only )*an? (?:ro)?bot',
  ],
}

/** The buyer wants a person. Work and goods made by hand (人工费, 真人实拍) are not meant. */
export const person: Words = {
  zh: [
    '人工(?!费|智|草|湖|皮|合成|授粉|成本|降解|养殖|培育|呼吸|关节|耳蜗|泪液|钻|宝石|水晶|制作|打磨|缝|安装|运费|搬|送|上门)',
    '真人(?!图|秀|实|试|cs|模|照|穿|拍|上身|版|展示|大小|比例|语音|发)',
    '^我?去?人[呢哪][啊呀]?$|^(?:你们的?|你家)?客服呢$|客服人呢|没人吗$|有没有人(?:啊|呀|呢|吗|在|管|回|理|$)|活人',
    '(?:叫|让|找|转|换|喊)(?:个|一个|一下|下|你|你们|你们的)?(?:经理|主管|店长|老板|领导|负责人|组长)',
    '(?:换|找)个?(?:会说话的|懂的|能解决的|能处理的|能做主的)?人(?:来|跟|和|给)',
    '转接?客服|换人[吧来]',
  ],
  en: [
    '(?:talk|speak|chat|transfer|connect|put|get|pass|switch|reach)(?: me)?(?: through)?(?: to| with)? (?:an? |the |your |some )?(?:real |live |actual )?(?:human|person|agent|someone|somebody|representative|manager|supervisor|staff|operator)',
    '(?:real|live|actual) (?:human|person|agent|people)|human (?:agent|support|please|being|operator)|(?:want|need) an? (?:human|agent|person|representative|operator)',
    '^(?:a )?(?:human|agent|representative|operator)$|anyone there|anybody there',
  ],
}

/** Before a word of reproach: it is denied. */
export const denied: Words = {
  zh: [
    '(?:没有?|不|不是|别|勿|不用|不需要|不要|不会|不算|并非|未)(?:在|有|让|人|很|太|怎么|那么|特别|多|觉得|感到|感觉|会|想|要|说|什么|再|转|找|你|我){0,2}$',
  ],
  en: [
    '(?:\\bnot|n?t|\\bnever|\\bno|\\bwithout)(?: (?:a|an|at|all|being|so|very|that|too|really|be|get|the|my)){0,2} $',
  ],
}

/** Dissatisfaction that is only thought of: “不满意可以退吗”. */
export const supposed: Words = {
  zh: [
    '如果|要是|假如|万一|若是|倘若|的话|会不会|是不是',
    '^(?:了|的|是|就|也)?(?:可以|能|可不可以|怎么退|怎么办|包退|支持|随时|免费|给退|退)',
  ],
  en: ['\\bif\\b|\\bin case\\b'],
}

/** What a message of thanks is made of besides the word that makes it one. */
export const around: Words = {
  zh: [
    '好|的|嗯|恩|哦|噢|行|可以|知道|明白|清楚|收到|了解|那|就|非常|太|十分|真的|真是|多|万分|了|啦|哈|呀|啊|亲爱|亲|您|你|们|麻烦|辛苦|客服|小姐姐|小哥哥|美女|帅哥|掌柜|老板|店家|卖家|请问|一下|问|下|给|添|啊|呢|再见|拜拜|没事|不用|没有|先|这样|吗|么',
  ],
  en: [
    'okay|ok|great|perfect|got it|very much|so much|a lot|again|for your help|for the help|bye|that is all|thats all|there|dear|sir|team|seller|everyone|all right|alright|you',
  ],
}
/** The same of a greeting: “你好，可以了吗” is a question. */
export const called: Words = {
  zh: [
    '亲爱|亲|客服|小姐姐|小哥哥|美女|帅哥|掌柜|老板|店家|卖家|请问|一下|问|呀|啊|哦|呢|哈|的|你|您|吗|么|嘛',
  ],
  en: ['there|dear|sir|team|seller|everyone'],
}
export const thanksWords: Words = {
  zh: ['谢|感恩|感谢|3q|多谢|辛苦'],
  en: ['thank you|thanks|thank|thx|ty|cheers|much appreciated|appreciate it'],
}
export const greetingWords: Words = {
  zh: [
    '[你您]好|在不在?|在[吗么嘛吧呢]|^在$|有人在?[吗么嘛不]|哈[喽罗啰]|嗨|[早晚]上好|早安|晚安|[上中下]午好|^早$',
  ],
  en: ['hello|hi|hey|good (?:morning|afternoon|evening)|are you there|anyone here'],
}
