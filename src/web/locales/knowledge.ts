/** The knowledge base on screens, in both languages. */
export const zh = {
  title: '知识库',
}

export const en: typeof zh = {
  title: 'Knowledge',
}
