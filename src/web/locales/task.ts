/** Texts of tasks, in both languages. */
export const zh = {
  title: '待办',
}

export const en: typeof zh = {
  title: 'Tasks',
}
