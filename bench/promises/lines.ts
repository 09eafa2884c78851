import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What agents wrote in the chats of a folder, with made-up numbers where they are masked; always the same ones. */
export const linesOf = (folder: string): string[] => {
  let seed = 1
  const random = (most: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return 1 + (seed % most)
  }
  const chats = readFileSync(join(folder, 'jddc2019_chat_0.1per.txt'), 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .flatMap(([, , byAgent, , , , text]) => (byAgent === '1' && text ? [text] : []))
  const answers = readFileSync(join(folder, 'jddc2018_trainAnswers.txt'), 'utf8').split('\n')
  return [...chats, ...answers]
    .filter((line) => line.trim() !== '')
    .map((line) =>
      line.replaceAll('[数字x]', () => String(random(400))).replaceAll('[金额x]', () => `${random(400)}.00`),
    )
}
