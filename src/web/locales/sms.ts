/** Texts of text messages, in both languages. */
export const zh = {
  title: '短信',
}

export const en: typeof zh = {
  title: 'Text messages',
}
