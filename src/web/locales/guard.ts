/** What the guard says on screens, in both languages. */
export const zh = {
  title: '发送检查',
}

export const en: typeof zh = {
  title: 'Guard',
}
