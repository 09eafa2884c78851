/** Phrases on screens, in both languages. */
export const zh = {
  code: '代码',
  situation: '场景',
  text: '内容',
  whose: '归属',
  shop: '全店',
  mine: '仅自己',
  add: '添加短语',
  removeSure: '删除这条短语？',
  none: '还没有短语。添加后，在输入框按 / 即可插入。',
  hint: '输入 / 加代码、拼音首字母或文字即可找到。可用变量：{buyer} {shop}',
}

export const en: typeof zh = {
  code: 'Code',
  situation: 'Situation',
  text: 'Text',
  whose: 'Whose',
  shop: 'The shop’s',
  mine: 'Mine',
  add: 'Add phrase',
  removeSure: 'Delete this phrase?',
  none: 'No phrases yet. Once added, press / in the composer to insert one.',
  hint: 'Type / and a code, pinyin initials or words to find it. Variables: {buyer} {shop}',
}
