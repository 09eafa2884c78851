import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const lines = (path: string): string[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split(/\r?\n/)
        .filter((line) => line !== '')
    : []

/** What agents of JD said: the answers of 2018 and the agents' rows of 2019. Null where the folder lacks them. */
export const jddcLines = (folder: string): string[] | null => {
  const found = [
    ...lines(join(folder, 'jddc2018_trainAnswers.txt')),
    ...lines(join(folder, 'jddc2019_chat_0.1per.txt')).flatMap((row) => {
      const [, , isAgent, , , , text] = row.split('\t')
      return isAgent === '1' && text !== undefined ? [text] : []
    }),
  ]
  return found.length > 0 ? found : null
}

/** Other real texts, for information: name, lines, and whether they should be stopped. */
export const otherLines = (folder: string): { name: string; lines: string[] }[] =>
  [
    {
      name: 'ordinary SMS (NUS)',
      lines: lines(join(folder, 'compliance/nus_sms_zh_first2000.tsv')).map(
        (row) => row.split('\t')[1] ?? '',
      ),
    },
    {
      name: 'product reviews',
      lines: lines(join(folder, 'reviews/online_shopping_sample_6000.csv'))
        .slice(1)
        .map((row) => row.split(',').slice(2).join(',')),
    },
    {
      name: 'words a Taobao shop may not use',
      lines: lines(join(folder, 'compliance/taobao_shop_ad_words.tsv')).map(
        (row) => row.split('\t').at(-1) ?? '',
      ),
    },
    { name: 'advertising SMS, masked', lines: lines(join(folder, 'compliance/fbs_sms_ad_retail.txt')) },
  ].filter((set) => set.lines.length > 0)
