/** What the assistant learns, on screens, in both languages. */
export const zh = {
  title: '学习',
}

export const en: typeof zh = {
  title: 'Learning',
}
