/** Characters written as their parts side by side: 亻言 is read as 信. Parts, then the character. */
const words: readonly string[] = [
  '亻言信 人言信 亻訁信 彳山一几攵微 彳山几攵微 彳攵微 彳山兀攵微 彳敚微 艹微薇 草微薇 彳兀攵微 山一几微',
  '力口加 氵匋淘 氵陶淘 氵缶淘 宀玉宝 宀王宝 扌口扣 十又支 亻寸付 讠舌话 言舌话 口丂号 口亏号 口巧号 石马码 木几机 车专转 贝长账 巾长帐',
  '钅艮银 金艮银 彳亍行 上卜卡 上下卡 上丨卜卡 纟隹维 糸隹维 扌彐扫 立日音 扌斗抖 手斗抖 扌并拼 手并拼 夕夕多 一大天 二人天 犭苗猫 亠口小京 一口小京 忄夬快 心夬快 纟工红 糸工红 门木闲',
  '禾厶私 耳卯聊 女子好 讠平评 言平评 辶反返 王见现 耳关联 丿糸系 人云会 人介个 又寸对 口隹唯 广占店 君羊群 月月朋 又又双 人止企 人王全 我鸟鹅 亻你你 亻尔你 木目相 由阝邮 竹相箱 竹木目箱 弓长张 米斗料 扌丁打 丁页顶 木及极 口及吸 扌舌括 石皮破 攵正政 亻圭佳 亻加伽 木主柱 白勺的 竹付符 氵工江 页丁顶 扌卜扑 冂人内 日月明 木木林 女马妈 言舌話 古攵故',
]
export const splits: readonly (readonly [parts: string, whole: string])[] = words
  .flatMap((row) => row.split(' '))
  .map((word) => {
    const chars = [...word]
    return [chars.slice(0, -1).join(''), chars.at(-1) ?? ''] as const
  })

/** Parts that are no characters of their own: alone they are an ornament. */
export const radicals = '亻氵扌讠钅忄犭纟宀辶彳艹饣礻衤疒冫卩阝刂攵爫罒勹冂匚彐糸訁廴宀冖亠'
