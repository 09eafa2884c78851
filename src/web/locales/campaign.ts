/** Texts of campaign, in both languages. */
export const zh = {
  title: '活动',
}

export const en: typeof zh = {
  title: 'Campaigns',
}
