import { cell, useCell } from '../cell.ts'
import { errorText } from '../i18n.ts'

interface Toast {
  id: number
  text: string
  kind: 'good' | 'bad'
}

const toasts = cell<readonly Toast[]>([])
let last = 0

const show = (text: string, kind: Toast['kind'], lasts: number) => {
  const id = ++last
  toasts.update((all) => [...all.filter((t) => t.text !== text).slice(-3), { id, text, kind }])
  setTimeout(() => toasts.update((all) => all.filter((t) => t.id !== id)), lasts)
}

/** Says something in passing. */
export const say = (text: string) => show(text, 'good', 2500)
/** Says what was wrong with what a person gave. */
export const sayWrong = (text: string) => show(text, 'bad', 4000)
/** Says why something did not work. */
export const sayError = (error: unknown) => show(errorText(error), 'bad', 6000)

export const Toaster = () => {
  const all = useCell(toasts)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {all.map((toast) => (
        <div key={toast.id} className={`toast toast-${toast.kind}`}>
          {toast.text}
        </div>
      ))}
    </div>
  )
}
