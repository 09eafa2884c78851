/** What the assistant suggests beside the composer, in both languages. */
export const zh = {
  title: '推荐回复',
}

export const en: typeof zh = {
  title: 'Suggestions',
}
