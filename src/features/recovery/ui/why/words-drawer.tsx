import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../../web/parts/save.ts'
import { Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { ReasonRules, type ReasonWords } from '../../domain/reason-words.ts'
import { about, reasonApi } from '../api.ts'
import { Named } from '../named.tsx'

const lines = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]

const List = ({
  name,
  words,
  set,
}: {
  name: string
  words: readonly string[]
  set(words: string[]): void
}) => (
  <Named name={name}>
    <Input.TextArea
      autoSize={{ minRows: 2, maxRows: 8 }}
      defaultValue={words.join('\n')}
      onChange={(e) => set(lines(e.target.value))}
    />
  </Named>
)

const Edit = ({ shopId, rules, close }: { shopId: number; rules: ReasonRules; close(): void }) => {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(rules)
  const save = useSave(
    (body: ReasonRules) => reasonApi.setReasonRules({ params: { shopId }, body }),
    about(shopId),
    close,
  )
  const change = (i: number, part: Partial<ReasonWords>) =>
    setDraft({ ...draft, words: draft.words.map((one, at) => (at === i ? { ...one, ...part } : one)) })
  return (
    <>
      <p className="block-says">{t('recovery.words.says')}</p>
      {draft.words.map(({ reason, weight, words, unless }, i) => (
        <section key={`${reason} ${weight}`} className="edit-part">
          <h3>
            {t(`recovery.reason.${reason}`)}{' '}
            <span className="faint small">
              {t(weight === 'says' ? 'recovery.words.says_' : 'recovery.words.hints')}
            </span>
          </h3>
          <div className="words-pair">
            <List
              name={t(weight === 'says' ? 'recovery.words.says_' : 'recovery.words.hints')}
              words={words}
              set={(next) => change(i, { words: next })}
            />
            <List
              name={t('recovery.words.unless')}
              words={unless}
              set={(next) => change(i, { unless: next })}
            />
          </div>
        </section>
      ))}
      <section className="edit-part">
        <List
          name={t('recovery.words.willPay')}
          words={draft.willPay}
          set={(willPay) => setDraft({ ...draft, willPay })}
        />
        <Named name={t('recovery.words.hours')}>
          <InputNumber
            min={1}
            max={720}
            precision={0}
            value={draft.hours}
            onChange={(hours) => setDraft({ ...draft, hours: hours ?? 72 })}
          />
        </Named>
      </section>
      <Button
        type="primary"
        disabled={!ReasonRules.safeParse(draft).success}
        loading={save.isPending}
        onClick={() => save.mutate(draft)}
      >
        {t('app.save')}
      </Button>
    </>
  )
}

/** The words by which the desk reads why somebody has not paid. */
export const ReasonWordsDrawer = ({ shopId, close }: { shopId: number; close(): void }) => {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: [...about(shopId), 'reason-words'],
    queryFn: () => reasonApi.reasonRules({ params: { shopId } }),
  })
  return (
    <Drawer open size="min(760px, 100vw)" title={t('recovery.words.title')} onClose={close}>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} height={70} />}
      {data && <Edit shopId={shopId} rules={data} close={close} />}
    </Drawer>
  )
}
