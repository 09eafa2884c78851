import type { Stage } from './stage.ts'
import { windowOf } from './window.ts'
import { workbenchOf } from './workbench.ts'

/** A buyer who has been greeted and waits for a person to answer `says`. */
export const waiting = async (stage: Stage, says: string) => {
  const shop = await stage.buyer('zh-CN')
  const buyer = windowOf(shop, 'zh-CN')
  await buyer.open()
  await buyer.write('你好')
  await buyer.said('欢迎来到').waitFor()
  await buyer.write(says)
  await buyer.said(says).waitFor()
  return { shop, buyer }
}

/** Somebody at the workbench. */
export const working = async (stage: Stage, username: string) => {
  const page = await stage.agent(username, 'zh-CN')
  return { page, desk: workbenchOf(page, 'zh-CN') }
}

/** A buyer who waits, and somebody who has opened the conversation. */
export const talking = async (stage: Stage, username: string, says: string) => {
  const [asking, at] = await Promise.all([waiting(stage, says), working(stage, username)])
  await at.desk.open(says)
  await at.desk.bubble(says).waitFor()
  return { ...asking, ...at }
}
