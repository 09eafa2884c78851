/** @jsxImportSource preact */
import { render } from 'preact'
import { createChat } from './chat.ts'
import { inkOn, isColour } from './colour.ts'
import { type Commands, obey, productOf, type Queue } from './commands.ts'
import { doorAt } from './door.ts'
import { fileOf } from './pictures.ts'
import { storeIn } from './store.ts'
import style from './style.css?inline'
import { App } from './ui/app.tsx'
import { languageOf, words } from './words.ts'

const ACCENT = '#2457d6'
const HOST = 'all: initial !important; position: fixed !important; z-index: 2147483000 !important'
/** A window nobody has looked at for this long gives its line to the desk back, ms. */
const UNSEEN = 60_000

const warn = (text: string) => console.warn(text)

const begin = (script: HTMLScriptElement) => {
  const { channel = '', color, theme, language: said } = script.dataset
  const desk = new URL('.', script.src).href.replace(/\/$/, '')
  const store = storeIn(() => localStorage, channel)
  const tab = storeIn(() => sessionStorage, channel)
  const chat = createChat({
    door: doorAt(desk, channel),
    store,
    now: Date.now,
    later: (work, ms) => {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
    fileOf,
    warn,
  })

  const host = document.createElement('peakdesk-chat')
  // Whatever the page's style sheets say of its elements.
  host.style.cssText = HOST
  const shadow = host.attachShadow({ mode: 'open' })
  const root = document.createElement('div')
  root.className = 'root'
  addStyle(shadow)
  shadow.append(root)

  const accent = isColour(color) ? color : ACCENT
  const night = matchMedia('(prefers-color-scheme: dark)')
  const paint = () => {
    const dark = theme === 'dark' || (theme !== 'light' && night.matches)
    root.classList.toggle('dark', dark)
    root.style.setProperty('--accent', accent)
    root.style.setProperty('--on-accent', inkOn(accent))
    // Links stand on paper, not on the accent: a pale or a deep brand colour would not be seen there.
    const seen = inkOn(accent) === (dark ? '#111' : '#fff')
    root.style.setProperty('--accent-ink', seen ? accent : dark ? '#8ab0ff' : '#1f4fc4')
  }
  night.addEventListener('change', paint)
  paint()

  const narrow = matchMedia('(max-width: 480px), (max-height: 480px)')
  let open = tab.get('open') === '1' && !narrow.matches
  let autoFocus = false
  let language = languageOf(said, document.documentElement.lang, navigator.language)
  const ears: { [E in 'unread' | 'open' | 'close']: ((value?: number) => void)[] } = {
    unread: [],
    open: [],
    close: [],
  }
  const tell = (event: keyof typeof ears, value?: number) => {
    for (const ear of ears[event])
      try {
        ear(value)
      } catch (error) {
        warn(`peakdesk: on ${event}: ${String(error)}`)
      }
  }

  const show = () => {
    root.lang = language
    render(
      <App
        chat={chat}
        words={words[language]}
        language={language}
        desk={desk}
        tab={tab}
        open={open}
        autoFocus={autoFocus}
        modal={narrow.matches}
        onOpen={commands.open}
        onClose={commands.close}
      />,
      root,
    )
  }
  const turn = (to: boolean) => {
    if (open === to) return
    open = to
    autoFocus = to
    if (to) {
      tab.set('open', '1')
      chat.start()
    } else tab.remove('open')
    show()
    tell(to ? 'open' : 'close')
  }
  const commands: Commands = {
    open: () => turn(true),
    close: () => turn(false),
    identify: (claim) => chat.identify(claim),
    product: (given) => chat.look(productOf(given, location.href)),
    language: (tag) => {
      language = languageOf(tag)
      show()
    },
    on: (event, ear) => {
      if (!Object.hasOwn(ears, event) || typeof ear !== 'function') throw new Error(`no event ${event}`)
      ears[event].push(ear)
      if (event === 'unread') ear(chat.unread())
    },
  }
  let unread = 0
  chat.subscribe(() => {
    const now = chat.unread()
    if (now === unread) return
    unread = now
    tell('unread', now)
  })

  const place = window as unknown as { peakdesk?: Queue }
  const said_before = place.peakdesk?.q ?? []
  const obeyed = obey(commands, warn)
  place.peakdesk = (...words: unknown[]) => obeyed(words)
  for (const one of Array.from(said_before)) obeyed(one)

  let unseen: ReturnType<typeof setTimeout> | undefined
  document.addEventListener('visibilitychange', () => {
    clearTimeout(unseen)
    if (document.visibilityState === 'visible') chat.wake()
    else unseen = setTimeout(chat.sleep, UNSEEN)
  })
  window.addEventListener('online', chat.wake)
  window.addEventListener('storage', ({ key }) => {
    const prefix = `peakdesk:${channel}:`
    if (key?.startsWith(prefix)) chat.changed(key.slice(prefix.length))
  })
  // The page's own shortcuts must not fire while the buyer writes: to the page, the target is no text field.
  for (const event of ['keydown', 'keyup', 'keypress'])
    host.addEventListener(event, (e) => e.stopPropagation())
  fitKeyboard(root)

  document.body.append(host)
  show()
  if (open || chat.returning()) chat.start()
}

/** By a constructed sheet, which no content security policy of the page forbids; older browsers get an element. */
const addStyle = (shadow: ShadowRoot) => {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(style)
    shadow.adoptedStyleSheets = [sheet]
  } catch {
    const element = document.createElement('style')
    element.textContent = style
    shadow.append(element)
  }
}

/** On phones the keyboard covers the page instead of shrinking it: the window takes what is left to see. */
const fitKeyboard = (root: HTMLElement) => {
  const view = window.visualViewport
  if (!view) return
  const adjust = () => {
    root.style.setProperty('--height', `${view.height}px`)
    root.style.setProperty('--top', `${view.offsetTop}px`)
  }
  view.addEventListener('resize', adjust)
  view.addEventListener('scroll', adjust)
  adjust()
}

const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src$="/widget.js"][data-channel]')
if (!script?.dataset.channel) warn('peakdesk: the script tag needs data-channel')
// A page that carries the tag twice has one chat all the same.
else if (!document.querySelector('peakdesk-chat')) {
  if (document.body) begin(script)
  else document.addEventListener('DOMContentLoaded', () => begin(script), { once: true })
}
