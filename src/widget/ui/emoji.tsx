/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks'

/** What buyers and agents say without words. */
const ALL = [...'😀😄😂🤣😊😍😘🤔😅😎😭😢😡😱😴🤗🙄😉😋🥰😳😌🤝👍👎👌🙏👏💪👀❤💔🌹🎁🎉🔥⭐✅❌❓📦🚚💰🛒']
const COLUMNS = 8

/** A grid of one tab stop: arrows move in it. */
export const EmojiPicker = (props: { label: string; onPick: (emoji: string) => void }) => {
  const grid = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => grid.current?.querySelector('button')?.focus(), [])
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key]
    const buttons = [...(grid.current?.querySelectorAll('button') ?? [])]
    const to = buttons.indexOf(event.target as HTMLButtonElement) + (step ?? 0)
    if (!step || !buttons[to]) return
    event.preventDefault()
    buttons[to].focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere
    <div class="emoji" role="group" aria-label={props.label} ref={grid} onKeyDown={move}>
      {ALL.map((emoji, i) => (
        <button type="button" key={emoji} tabIndex={i === 0 ? 0 : -1} onClick={() => props.onPick(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  )
}
