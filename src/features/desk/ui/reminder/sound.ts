import { cell } from '../../../../web/cell.ts'

const KEPT = 'peakdesk.sound'

/** Whether something new that is overdue is heard. Off unless a person switched it on in this browser: a room of twenty
 * desks that all ring helps nobody. */
export const sound = cell(localStorage.getItem(KEPT) === 'on')

let audio: AudioContext | null = null

/** A short soft tone: a fifth of a second at 660 Hz. Silent where the browser wants a click first. */
export const ring = () => {
  if (!sound.get()) return
  audio ??= new AudioContext()
  const [tone, volume] = [audio.createOscillator(), audio.createGain()]
  const now = audio.currentTime
  tone.frequency.value = 660
  volume.gain.setValueAtTime(0.12, now)
  volume.gain.exponentialRampToValueAtTime(0.001, now + 0.2)
  tone.connect(volume).connect(audio.destination)
  tone.start(now)
  tone.stop(now + 0.2)
}

export const toggleSound = () => {
  sound.update((on) => !on)
  localStorage.setItem(KEPT, sound.get() ? 'on' : 'off')
  ring()
}
