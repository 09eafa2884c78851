import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage, type Said } from '../../../shared/said.ts'
import { client } from '../../../web/api.ts'
import { yuan } from '../../../web/format.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { sayError } from '../../../web/parts/toast.tsx'
import { type BargainingMove, concedingContract } from '../contract.ts'
import './coach.css'

const api = client(concedingContract)

interface CoachProps {
  shopId: number
  id: number
  /** What changes when something happened in the bargaining: then it is asked anew. */
  stage: string
  /** The buyer's language, in which words are put into the reply. */
  language: 'zh' | 'en'
  take(text: string, key: string): void
}

/** What may be given: money in steps of a yuan, or one of the gifts. */
const Giving = ({
  move,
  busy,
  give,
}: {
  move: Extract<BargainingMove['move'], { do: 'give' }>
  busy: boolean
  give(what: { fen: number } | { gift: string }): void
}) => {
  const { t, i18n } = useTranslation()
  const [money, setMoney] = useState(Math.floor(move.mostFen / 100))
  return (
    <span className="coach-gives">
      {move.mostFen > 0 && (
        <form
          onSubmit={(e) => {
            e.preventDefault()
            give({ fen: money * 100 })
          }}
        >
          <label>
            {t('bargaining.coach.off')}{' '}
            <input
              className="input coach-money"
              type="number"
              min={1}
              max={move.mostFen / 100}
              step={1}
              required
              value={money}
              onChange={(e) => setMoney(Number(e.target.value))}
            />
          </label>
          <button type="submit" className="button button-small" disabled={busy}>
            {t('bargaining.coach.give', { most: yuan(move.mostFen) })}
          </button>
        </form>
      )}
      {move.gifts.map((gift) => (
        <button
          key={gift.id}
          type="button"
          className="button button-small"
          disabled={busy}
          onClick={() => give({ gift: gift.id })}
        >
          {t('bargaining.coach.gift', { gift: inLanguage(gift.name, i18n.language) })}
        </button>
      ))}
    </span>
  )
}

/** Leads through bargaining above the composer: value first, then what may be given, or a tactful no. */
const Coach = ({ shopId, id, stage, language, take }: CoachProps) => {
  const { t } = useTranslation()
  const asked = useQuery({
    queryKey: ['bargaining-move', shopId, id, stage],
    queryFn: async () => (await api.bargainingMove({ params: { shopId, id } })).next,
    placeholderData: (before) => before,
  })
  const words = (says: Said) => inLanguage(says, language) || says.zh || says.en
  const give = useMutation({
    mutationFn: (what: { fen: number } | { gift: string }) =>
      api.concede({ params: { shopId, id }, body: what }),
    onSuccess: ({ concession, says }) => take(words(says), `bargain:give-${concession.id}`),
    onError: sayError,
  })
  const next = asked.data
  if (!next) return null
  const { move, bargain } = next
  return (
    <section className="coach" aria-label={t('bargaining.coach.title')}>
      <span className="coach-name">
        <Icon name="scale" size={14} />
        {t('bargaining.coach.title')}
      </span>
      <span className="coach-stage">
        {t('bargaining.coach.stage', { count: bargain.asked, values: bargain.values })}
      </span>
      <span className="coach-says">
        {move.do === 'value' && t('bargaining.coach.value', { n: move.n + 1 })}
        {move.do === 'give' && t('bargaining.coach.mayGive')}
        {move.do === 'refuse' && t(`bargaining.coach.why.${move.why}`)}
        {move.do === 'stands' && t('bargaining.coach.stands')}
      </span>
      {move.do === 'give' ? (
        // A different ceiling begins with a different amount.
        <Giving key={move.mostFen} move={move} busy={give.isPending} give={give.mutate} />
      ) : (
        <button
          type="button"
          className="button button-small"
          title={words(move.says)}
          onClick={() =>
            take(words(move.says), `bargain:${move.do === 'value' ? `value-${move.n + 1}` : move.do}`)
          }
        >
          {t('bargaining.coach.insert')}
        </button>
      )}
    </section>
  )
}
export default Coach
