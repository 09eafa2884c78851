/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ChatState } from '../chat.ts'
import { type Chosen, choose } from '../pictures.ts'
import type { Shown } from './context.ts'
import { EmojiPicker } from './emoji.tsx'
import { Icon } from './icons.tsx'

const LIMIT = 4000
/** Pictures sent at once. */
const MOST = 6

/** Enter while an input method composes chooses a word. Safari ends composing before it tells of the key, and gives
 * it away by the code 229 alone. */
const composing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229

export const Composer = (props: Shown & { state: ChatState; autoFocus: boolean }) => {
  const { chat, words, state, tab } = props
  const [text, setText] = useState(() => tab.get('draft') ?? '')
  const [chosen, setChosen] = useState<Chosen[]>([])
  const [picking, setPicking] = useState(false)
  const [bad, setBad] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (text === '') tab.remove('draft')
    else tab.set('draft', text)
  }, [text, tab])
  useEffect(() => {
    if (props.autoFocus) field.current?.focus()
  }, [props.autoFocus])
  useLayoutEffect(() => {
    const el = field.current
    if (!el) return
    el.style.height = 'auto'
    if (text !== '') el.style.height = `${Math.min(el.scrollHeight, 120)}px`
  }, [text])

  const add = async (list: Iterable<File>) => {
    setBad(false)
    for (const file of list) {
      const picture = await choose(file)
      if (picture) setChosen((before) => [...before, picture].slice(0, MOST))
      else setBad(true)
    }
    field.current?.focus()
  }
  const send = () => {
    for (const picture of chosen) chat.sendPicture(picture)
    chat.send(text)
    setText('')
    setChosen([])
    setBad(false)
    setPicking(false)
    field.current?.focus()
  }
  const insert = (emoji: string) => {
    const el = field.current
    const [from, to] = [el?.selectionStart ?? text.length, el?.selectionEnd ?? text.length]
    setText((text.slice(0, from) + emoji + text.slice(to)).slice(0, LIMIT))
    setPicking(false)
    requestAnimationFrame(() => {
      el?.focus()
      el?.setSelectionRange(from + emoji.length, from + emoji.length)
    })
  }
  const keyed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || composing(event)) return
    event.preventDefault()
    if (ready) send()
  }
  const pasted = (event: ClipboardEvent) => {
    const pictures = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith('image/'))
    if (pictures.length === 0) return
    event.preventDefault()
    void add(pictures)
  }
  const escaped = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !picking || composing(event)) return
    event.stopPropagation()
    setPicking(false)
    button.current?.focus()
  }
  const ready = text.trim() !== '' || chosen.length > 0

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes Escape from the parts inside
    <div class="composer" onKeyDown={escaped}>
      {state.product && (
        <div class="product">
          <span>
            {words.looking}
            <b>{state.product.title}</b>
          </span>
          <button type="button" aria-label={words.remove} onClick={() => chat.unlook()}>
            <Icon of="close" />
          </button>
        </div>
      )}
      {bad && (
        <p class="bad" role="alert">
          {words.badPicture}
        </p>
      )}
      {chosen.length > 0 && (
        <ul class="chosen">
          {chosen.map((picture) => (
            <li key={picture.url}>
              <img src={picture.url} alt="" />
              <button
                type="button"
                aria-label={words.remove}
                onClick={() => setChosen(chosen.filter((other) => other !== picture))}
              >
                <Icon of="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {picking && <EmojiPicker label={words.emoji} onPick={insert} />}
      <div class="row">
        <button
          type="button"
          class="tool"
          ref={button}
          aria-label={words.emoji}
          aria-expanded={picking}
          onClick={() => setPicking(!picking)}
        >
          <Icon of="emoji" />
        </button>
        <button type="button" class="tool" aria-label={words.picture} onClick={() => files.current?.click()}>
          <Icon of="picture" />
        </button>
        <input
          type="file"
          ref={files}
          accept="image/*"
          multiple
          hidden
          onChange={(event) => {
            void add([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
        <textarea
          ref={field}
          rows={1}
          maxLength={LIMIT}
          value={text}
          placeholder={words.write}
          aria-label={words.message}
          enterkeyhint="send"
          onInput={(event) => {
            setText(event.currentTarget.value)
            chat.typed()
          }}
          onKeyDown={keyed}
          onPaste={pasted}
        />
        <button type="button" class="send" aria-label={words.send} disabled={!ready} onClick={send}>
          <Icon of="send" />
        </button>
      </div>
    </div>
  )
}
