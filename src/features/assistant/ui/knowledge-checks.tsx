import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import type { Clash } from '../knowledge/contract.ts'
import { KNOWLEDGE, knowledgeApi } from './knowledge-api.ts'

const Side = ({ side, open }: { side: Clash['one']; open(id: number): void }) => {
  const { t } = useTranslation()
  return (
    <div className="knowledge-side">
      <button type="button" className="knowledge-open" onClick={() => open(side.id)}>
        {side.question}
      </button>{' '}
      <span className="faint small">{side.code}</span>
      {side.wording !== side.question && (
        <div className="faint small">{t('knowledge.checks.asked', { wording: side.wording })}</div>
      )}
      <p>{side.answer}</p>
    </div>
  )
}

/** Entries that get in each other's way, both sides and what to do. */
export const Checks = ({ shopId, open }: { shopId: number; open(id: number): void }) => {
  const { t } = useTranslation()
  const checks = useQuery({
    queryKey: [KNOWLEDGE, shopId, 'checks'],
    queryFn: () => knowledgeApi.knowledgeChecks({ params: { shopId } }),
  })
  if (checks.error) return <Problem error={checks.error} retry={() => void checks.refetch()} />
  if (!checks.data) return <Skeleton />
  const { clashes, more } = checks.data
  return (
    <>
      <p className="block-says">{t('knowledge.checks.says')}</p>
      {clashes.length === 0 && <Empty icon="check" title={t('knowledge.checks.none')} />}
      {clashes.map(({ kind, alike, one, other }) => (
        <article key={`${one.id} ${other.id}`} className="knowledge-clash">
          <header>
            <Tag color={kind === 'contradicts' ? 'red' : 'gold'}>{t(`knowledge.checks.${kind}`)}</Tag>
            <span className="faint small">
              {alike === 1
                ? t('knowledge.checks.same')
                : t('knowledge.checks.alike', { percent: Math.floor(alike * 100) })}
            </span>
            <span className="small">
              {t(`knowledge.checks.${kind === 'contradicts' ? 'todoContradicts' : 'todoTwice'}`)}
            </span>
          </header>
          <div className="knowledge-pair">
            <Side side={one} open={open} />
            <Side side={other} open={open} />
          </div>
        </article>
      ))}
      {more > 0 && <p className="faint">{t('knowledge.checks.more', { count: more })}</p>}
    </>
  )
}
