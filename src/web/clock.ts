import { useSyncExternalStore } from 'react'

let skew = 0

/** How far this computer's clock is behind the desk's, in ms; learnt from every snapshot. */
export const learnSkew = (deskNow: number) => {
  skew = deskNow - Date.now()
}

/** The desk's time, ms. */
export const deskNow = (): number => Date.now() + skew

const followers = new Set<() => void>()
let second = Math.floor(deskNow() / 1000)
let timer: ReturnType<typeof setTimeout> | undefined

const tick = () => {
  second = Math.floor(deskNow() / 1000)
  for (const heard of followers) heard()
  timer = setTimeout(tick, 1000 - (deskNow() % 1000))
}

const follow = (heard: () => void) => {
  followers.add(heard)
  if (followers.size === 1) tick()
  return () => {
    followers.delete(heard)
    if (followers.size === 0) clearTimeout(timer)
  }
}

/** The desk's time in whole seconds: one timer for every running clock on the screen. */
export const useSecond = (): number => useSyncExternalStore(follow, () => second)
