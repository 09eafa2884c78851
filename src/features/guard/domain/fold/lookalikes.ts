/** Characters that are drawn like another and that Unicode does not call compatible: each followed by what it stands for. */
export const lookalikes: string = [
  // Cyrillic
  'аaАaбbвbВbеeЕeёeзzкkКkмmМmнhНhоoОoрpРpсcСcтtТtуyУyхxХxіiІiїiјjЈjѕsЅsԛqԚqԝwԜwѵvѴvԁdһhҺhғfгrпnиuгrьbЬbшwШwщwцuчyъbыbэeюoяrѡwҽeҳxӏlӀl',
  // Greek
  'αaΑaβbΒbεeΕeηnΗhιiΙiκkΚkμuΜmνvΝnοoΟoρpΡpτtΤtυuΥyχxΧxγyΖzωwσoϲcϳjςsδdλaθoϱpΛvΧx',
  // Letters with a stroke or a hook, small capitals, turned letters
  'ɑaɐaɓbƀbƃbᴀaʙbᴄcƈcȼcɔcᴅdđdɖdƌdᴇeəeǝeɛeɜeꜰfƒfɢgɠgǥgʜhħhɦhɥhɪiıiɩiɨiᴊjɉjȷjᴋkƙkʞkʟlłlƚlɭlᴍmɱmɯmɴnƞnɲnŋnᴏoøoɵoᴘpƥpþpꞯqɋqʀrɍrɾrɹrꜱsșsʂsᴛtŧtƫtʇtᴜuʉuᴠvʋvʌvᴡwɰwʍwхxᴢzƶzʐzʏyƴyʎyßb',
  // Armenian, Cherokee, Lisu, Georgian capitals that are met in disguises
  'օoսuոnհhցgզqԱuՕoՏsᎪaᏴbᏟcᎠdᎬeᎻhᎥiᎫjᏦkᏞlᎷmΝnᏢpᎡrᏚsᎢtᏙvᎳwᏃzᏀgꓮaꓐbꓚcꓓdꓰeꓝfꓖgꓧhꓲiꓙjꓗkꓡlꓟmꓠnꓳoꓑpꓣrꓢsꓔtꓴuꓦvꓪwꓫxꓬyꓜz',
  // Kana, bopomofo and signs that stand for Chinese characters or their parts
  'イ亻ネ礻ホ木エ工ロ口カ力ニ二ハ八タ夕卜卜ト卜チ千ミ三囗口ㄅ勹ㄙ厶ㄗ卩ㄏ厂ㄇ冂⺅亻⺡氵⺘扌⻌辶⺮竹⺾艹⺶羊⻖阝⻏阝⻓长⻔门⻘青⻚页⻢马⻥鱼⻦鸟⻰龙⺌小⺭礻⻈讠⻐饣⺝月⺼月⻉贝⻄西⻅见⻋车⺟母⺠民',
  // Turned and open digits
  'Ɩ1ᄅ2Ɛ3Ʒ3ʒ3З3ㄣ4Ч4ϛ5Ƽ5ƽ5ㄥ7৪8Ȣ8',
  // Suzhou numerals
  '〡一〢二〣三〤四〥五〦六〧七〨八〩九',
  // Variants of Chinese characters that are neither simplified nor traditional
  '弎三弍二弌一亖四両两仨三貮贰弐贰参叁柶四𠫇七漆柒陸六伍五',
  '囍喜孑子亇个箇个囯国囻国厶私亼集呺号呏升旳的哋地莪我妳你伱你祢你伲你扗在苼生妏文芐下圵上炑木侞如椛花菿到哘行忲太汏大佷很恏好詪很拸多尐少佲名罘不吥不卟不鈈不叻了ㄋ了咗左迣世堺界徴微潕微濻微惪德仩上迗天蔐下姃正莈没',
  '薀温溦微薇薇癓微㣲微轻轻訫信伩信孞信卂信伈信帐账帳账賬账寳宝寚宝徵徽徴徽嶶微癓微淸清',
].join('')

/** Digits that Unicode gives no value, or that stand alone: the first character of a block and what its digits begin with. */
export const digitBlocks: readonly (readonly [first: number, last: number, from: number])[] = [
  [0x2776, 0x277f, 1], // ❶
  [0x2780, 0x2789, 1], // ➀
  [0x278a, 0x2793, 1], // ➊
  [0x24eb, 0x24f4, 11], // ⓫
  [0x24f5, 0x24fe, 1], // ⓵
  [0x24ff, 0x24ff, 0], // ⓿
  [0x2488, 0x249b, 1], // ⒈
  [0x2474, 0x2487, 1], // ⑴
  [0x2460, 0x2473, 1], // ①
  [0x24ea, 0x24ea, 0], // ⓪
  [0x3251, 0x325f, 21], // ㉑
  [0x3220, 0x3229, 1], // ㈠
  [0x3280, 0x3289, 1], // ㊀
  [0x2680, 0x2685, 1], // ⚀
  [0x2160, 0x216b, 1], // Ⅰ
  [0x2170, 0x217b, 1], // ⅰ
  [0x1f100, 0x1f100, 0], // 🄀
  [0x1f101, 0x1f10a, 0], // 🄁
  [0x1f10b, 0x1f10c, 0], // 🄋
  [0x1f550, 0x1f55b, 1], // 🕐
  [0x1f007, 0x1f00f, 1], // 🀇
  [0x1f010, 0x1f018, 1], // 🀐
  [0x1f019, 0x1f021, 1], // 🀙
  [0x1f0a1, 0x1f0aa, 1], // 🂡
  [0x1f0b1, 0x1f0ba, 1],
  [0x1f0c1, 0x1f0ca, 1],
  [0x1f0d1, 0x1f0da, 1],
  [0x1f51f, 0x1f51f, 10], // 🔟
  [0x1f947, 0x1f949, 1], // 🥇
  [0x1d360, 0x1d368, 1], // 𝍠
]

/** Braille letters a to j, which are its digits 1 to 9 and 0. */
export const braille = '⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚'

/**
 * Pictures that are read as a character, each followed by it. They may as well stand for nothing: a reader takes the
 * character only where a word goes on with it.
 */
export const pictures: readonly string[] = [
  '➕+ ＋+ ﹢+ ✚+ ✛+ ✙+ ✜+ 🞡+ ⨁+ ⊕+ ✞+ 十+',
  '❤心 ♥心 💗心 💓心 💕心 💖心 💘心 💙心 💚心 💛心 💜心 🖤心 🤍心 🤎心 🧡心 ❣心 💝心 💞心 💟心 🫀心 ♡心 ❥心 🩷心 🩵心 🩶心 ✉信 💌信 📧邮 📨信 📩信 📮邮 🧠脑 🌟星 ⭐星 ★星 ☆星 🛰卫 📶信',
  '✌v √v ✔v ✓v ☑v ✅v ▽v ▼v ∨v 🔻v ⋁v 🅥v',
  '₩w 🆚v ×x ✕x ✖x ❌x ❎x ⨯x ✗x ✘x ☓x 乂x 㐅x',
  '🍑淘 🐱猫 🐈猫 🐕狗 🐶狗 🐟鱼 🐠鱼 🐡鱼 🎏鱼 🐧鹅 🦢鹅 🪿鹅 📞话 ☎话 📱机 ☏话 📲机 ✆话 🐔机 🐓机 🐤机 🐥机 ✈机 🖐手 ✋手 👋手 🤚手 ✍手 👐手 🤝手 🐎码 🐴码 🏇码 🦄码 🎠码 🐍蛇 💬聊 🗨聊 📕书 📗书 📘书 📙书 📚书 📖书 📓书 🍠薯 🟥红 🧣脖 💳卡 🏦行 💰宝 💎宝 👶宝 🍼宝 💵钱 💴钱 🔗链 🌍地 👨人 👤友 🚗车 🎵音 🎶音 🔊音 ♪音 ♫音 🍞包 🧧包 🏠家 🌐网 🏪店 🏬店',
  '⭕0 ○0 ◯0 🅾0 ⚪0 🔴0 🥚0 ◎0',
]
/** What is drawn between characters and means nothing. */
export const ornaments = '丶丨丿乀乁乚亅灬彡巛丷乛ノヽ゛゜ー々〆ゝゞヾㄧ丄丅'
