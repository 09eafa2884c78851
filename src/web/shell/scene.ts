import { useSyncExternalStore } from 'react'
import type { Scene } from '../commands.ts'

let current: () => Scene = () => ({ atDesk: false, talk: null, personId: 0, may: () => false })
let followScene: (heard: () => void) => () => void = () => () => {}

/** The workbench says how to know the scene, and when it may have changed. */
export const provideScene = (now: typeof current, follow: typeof followScene) => {
  current = now
  followScene = follow
}
export const sceneNow = (): Scene => current()

/** The scene, drawn again only when what `tell` makes of it changes. */
export const useScene = <T extends string | number | boolean>(tell: (scene: Scene) => T): T =>
  useSyncExternalStore(
    (heard) => followScene(heard),
    () => tell(current()),
  )
