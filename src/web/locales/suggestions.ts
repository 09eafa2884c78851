/** What the assistant suggests beside the composer, in both languages. */
export const zh = {
  title: '推荐回复',
  says: '买家在等待回复，以下是知识库里最可能的答案。插入后可以修改，确认再发送。',
  score: '把握 {{percent}}%',
  draft: '模型草稿，请核对',
  mended: '已按规范改写',
  pictures: '含 {{count}} 张图',
}

export const en: typeof zh = {
  title: 'Suggestions',
  says: 'The buyer waits. These are the likeliest answers the shop knows: insert one, change it if need be, and send.',
  score: '{{percent}} % sure',
  draft: 'A model’s draft: please check',
  mended: 'Reworded to comply',
  pictures: 'Pictures: {{count}}',
}
