import { Button, Input, Select } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../web/parts/icons.tsx'
import { PhaseKind } from '../../../campaign/domain/phase.ts'
import { type PlanBody, type PlanStep, Reason, type Wording } from '../../domain/plan.ts'
import { knows } from '../../domain/problems.ts'
import { variableNames } from '../../domain/wording.ts'
import { Guarded } from './guarded.tsx'
import { useProblems, Wrong, wrongness } from './problem.tsx'

interface WordsProps {
  shopId: number
  plan: PlanBody
  step: PlanStep
  at: string
  set(words: Wording[]): void
}

/** A choice that may be any of them. */
const Any = <T extends string>({
  label,
  value,
  all,
  draw,
  set,
}: {
  label: string
  value: T | null
  all: readonly T[]
  draw(one: T): string
  set(value: T | null): void
}) => {
  const { t } = useTranslation()
  return (
    <Select<string>
      size="small"
      aria-label={label}
      value={value ?? ''}
      popupMatchSelectWidth={false}
      onChange={(one) => set(one === '' ? null : (one as T))}
      options={[
        { value: '', label: `${label}: ${t('recovery.edit.any')}` },
        ...all.map((one) => ({ value: one, label: draw(one) })),
      ]}
    />
  )
}

const One = ({
  shopId,
  plan,
  step,
  word,
  at,
  set,
  remove,
}: Omit<WordsProps, 'set'> & { word: Wording; set(word: Wording): void; remove: (() => void) | null }) => {
  const { t } = useTranslation()
  const area = useRef<HTMLDivElement>(null)
  const templateWrong = wrongness(useProblems(`${at}.template`))
  const insert = (name: string) => {
    const field = area.current?.querySelector('textarea')
    const from = field?.selectionStart ?? word.text.length
    const to = field?.selectionEnd ?? from
    set({ ...word, text: `${word.text.slice(0, from)}{${name}}${word.text.slice(to)}` })
    field?.focus()
  }
  return (
    <li className="word-edit">
      <div className="word-for">
        <Any
          label={t('recovery.edit.forReason')}
          value={word.reason}
          all={Reason.options}
          draw={(one) => t(`recovery.reason.${one}`)}
          set={(reason) => set({ ...word, reason })}
        />
        <Any
          label={t('recovery.edit.forPhase')}
          value={word.phase}
          all={PhaseKind.options}
          draw={(one) => t(`recovery.phase.${one}`)}
          set={(phase) => set({ ...word, phase })}
        />
        {plan.arms.length > 0 && (
          <Any
            label={t('recovery.edit.forArm')}
            value={word.arm}
            all={plan.arms.map(({ code }) => code)}
            draw={(one) => plan.arms.find(({ code }) => code === one)?.name ?? one}
            set={(arm) => set({ ...word, arm })}
          />
        )}
        <span className="plan-space" />
        <span className="faint small">{t('recovery.edit.insert')}</span>
        {variableNames
          .filter((name) => knows(plan.trigger, name))
          .map((name) => (
            <button key={name} type="button" className="link small" onClick={() => insert(name)}>
              {t(`recovery.edit.variable.${name}`)}
            </button>
          ))}
        {remove && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('recovery.edit.removeWords')}
            onClick={remove}
          >
            <Icon name="cross" size={14} />
          </button>
        )}
      </div>
      <div ref={area}>
        <Input.TextArea
          aria-label={t(step.channel === 'phone' ? 'recovery.edit.script' : 'recovery.edit.text')}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={500}
          value={word.text}
          {...wrongness(useProblems(`${at}.text`))}
          onChange={(e) => set({ ...word, text: e.target.value })}
        />
      </div>
      {step.channel === 'sms' && (
        <Input
          size="small"
          placeholder={t('recovery.edit.template')}
          aria-label={t('recovery.edit.template')}
          maxLength={60}
          value={word.template ?? ''}
          {...templateWrong}
          onChange={(e) => set({ ...word, template: e.target.value.trim() === '' ? null : e.target.value })}
        />
      )}
      <Wrong at={at} deep />
      <Guarded shopId={shopId} text={word.text} />
    </li>
  )
}

const keys = new WeakMap<Wording, number>()
let last = 0
/** A wording has no name: it keeps a key of its own while it is edited. */
const keyOf = (word: Wording): number => {
  const known = keys.get(word)
  if (known !== undefined) return known
  keys.set(word, ++last)
  return last
}

/** The wordings of a step. */
export const WordsEdit = ({ set, ...rest }: WordsProps) => {
  const { t } = useTranslation()
  const { words } = rest.step
  const change = (i: number, next: Wording) => {
    const before = words[i]
    if (before) keys.set(next, keyOf(before))
    set(words.map((one, at) => (at === i ? next : one)))
  }
  return (
    <div className="words-edit">
      <span className="field-name">{t('recovery.edit.words')}</span>
      <ul>
        {words.map((word, i) => (
          <One
            key={keyOf(word)}
            {...rest}
            word={word}
            at={`${rest.at}.words.${i}`}
            set={(next) => change(i, next)}
            remove={words.length > 1 ? () => set(words.filter((_, at) => at !== i)) : null}
          />
        ))}
      </ul>
      <Wrong at={`${rest.at}.words`} />
      <Button
        size="small"
        disabled={words.length >= 60}
        onClick={() => set([...words, { reason: null, phase: null, arm: null, text: '', template: null }])}
      >
        {t('recovery.edit.addWords')}
      </Button>
    </div>
  )
}
