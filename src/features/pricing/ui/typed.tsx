import { Input } from 'antd'
import { type ReactNode, useState } from 'react'

interface TypedProps<T> {
  value: T | null
  /** What typed words are; null where they are none. */
  read(typed: string): T | null
  write(value: T): string
  /** Null: left empty. What is typed and nothing of the kind is given as it is, to be refused where it stands. */
  set(value: T | string | null): void
  /** What was typed before and is nothing of the kind. */
  raw?: string
  label: string
  suffix?: ReactNode
  placeholder?: string
  disabled?: boolean
  wrong?: boolean
  width?: number
}

/** A value as people type it. What is being typed stays as it is; leaving the field writes it plainly. */
export const Typed = <T,>(props: TypedProps<T>) => {
  const { value, read, write, set, label, suffix, placeholder, disabled, wrong, width = 150 } = props
  const plain = value === null ? (props.raw ?? '') : write(value)
  const [typed, setTyped] = useState<string | null>(null)
  // Changed from elsewhere, what was typed no longer says anything.
  const shown = typed !== null && read(typed) === value ? typed : plain
  return (
    <Input
      aria-label={label}
      style={{ width }}
      value={shown}
      suffix={suffix}
      disabled={disabled ?? false}
      {...(placeholder !== undefined && { placeholder })}
      {...(wrong && { status: 'error' as const })}
      onChange={(e) => {
        const text = e.target.value
        setTyped(text)
        set(text.trim() === '' ? null : (read(text) ?? text))
      }}
      onBlur={() => {
        if (typed !== null && read(typed) !== null) setTyped(null)
      }}
    />
  )
}
