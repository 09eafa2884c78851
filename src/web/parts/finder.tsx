import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons.tsx'
import { Problem, Skeleton } from './states.tsx'

interface FinderProps<T> {
  /** What is sought, in words, and what has been typed. */
  label: string
  text: string
  write(text: string): void
  /** Undefined while it is being asked for. */
  found: readonly T[] | undefined
  error: unknown
  retry(): void
  keyOf(one: T): string | number
  insert(one: T): void
  draw(one: T): ReactNode
  /** What else can be done with it, beside it. */
  also?(one: T): ReactNode
  /** Shown where nothing fits. */
  none: ReactNode
}

/** Finds something and puts it into the reply with a click. */
export const Finder = <T,>(props: FinderProps<T>) => {
  const { label, text, write, found, error, retry, keyOf, insert, draw, also, none } = props
  const { t } = useTranslation()
  return (
    <div className="finder">
      <label className="find">
        <Icon name="search" size={15} />
        <input
          type="search"
          value={text}
          placeholder={label}
          aria-label={label}
          onChange={(e) => write(e.target.value)}
        />
      </label>
      {error !== null && <Problem error={error} retry={retry} />}
      {found === undefined && error === null && <Skeleton rows={5} height={56} />}
      {found?.length === 0 && none}
      <ul className="cards">
        {found?.map((one) => (
          <li key={keyOf(one)} className={also ? 'card-with' : undefined}>
            <button type="button" className="card" title={t('panel.insert')} onClick={() => insert(one)}>
              {draw(one)}
            </button>
            {also?.(one)}
          </li>
        ))}
      </ul>
    </div>
  )
}
