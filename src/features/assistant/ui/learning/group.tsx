import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../../../../web/format.ts'
import { languageNow } from '../../../../web/i18n.ts'
import { addressOfTalk } from '../../../../web/nav.ts'
import type { QuestionGroup } from '../../learning/contract.ts'
import { Bars } from './bars.tsx'

interface GroupProps {
  shopId: number
  group: QuestionGroup
  /** Left out for those who may only look. */
  make?(as: 'entry' | 'wording'): void
  ignore?(): void
  restore?(): void
}

const Examples = ({ shopId, group }: Pick<GroupProps, 'shopId' | 'group'>) => {
  const { t } = useTranslation()
  return (
    <div>
      <h4>{t('learning.examples')}</h4>
      <ul className="learning-lines">
        {group.examples.map(({ conversationId, messageId, text }) => (
          <li key={messageId}>
            <a href={addressOfTalk(shopId, conversationId, messageId)}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const Answers = ({ shopId, group }: Pick<GroupProps, 'shopId' | 'group'>) => {
  const { t } = useTranslation()
  const contrary = new Set<number>(group.contradiction ?? [])
  return (
    <div>
      <h4>
        {t('learning.answers')}
        {group.contradiction && <Tag color="warning">{t('learning.contradiction')}</Tag>}
      </h4>
      {group.answers.length === 0 && (
        <p className="faint small">
          {t(group.personal > 0 ? 'learning.onlyPersonal' : 'learning.noAnswers')}
        </p>
      )}
      <ul className="learning-lines">
        {group.answers.map(({ text, size, people, conversationId, messageId }, i) => (
          <li key={messageId} className={contrary.has(i) ? 'learning-contrary' : ''}>
            <a href={addressOfTalk(shopId, conversationId, messageId)}>{text}</a>
            <span className="faint small">
              {t('learning.answeredBy', { count: size, people: people.length })}
            </span>
          </li>
        ))}
      </ul>
      {group.answers.length > 0 && group.personal > 0 && (
        <p className="faint small">{t('learning.personal', { count: group.personal })}</p>
      )}
    </div>
  )
}

/** One group: what is asked and how often, what people answer, what may be made of it. */
export const Group = ({ shopId, group, make, ignore, restore }: GroupProps) => {
  const { t } = useTranslation()
  const { aside, proposal } = group
  const when = (at: number) => dateTime(at, languageNow())
  return (
    <article className="learning-group" aria-label={group.question}>
      <header>
        <h3>{group.question}</h3>
        <span className="learning-size">
          {t('learning.size', { count: group.size, lately: group.lately })}
        </span>
        <Bars trend={group.trend} />
      </header>
      <p className="faint small">
        {t('learning.seen', { first: when(group.firstAt), last: when(group.lastAt) })}
        {aside &&
          ` · ${t(`learning.aside.${aside.how}`, { at: when(aside.at), size: aside.size, why: aside.why })}`}
      </p>
      <div className="learning-sides">
        <Examples shopId={shopId} group={group} />
        <Answers shopId={shopId} group={group} />
      </div>
      {proposal?.make === 'wording' && (
        <p className="learning-near">
          {t('learning.near', { question: proposal.entryQuestion })}
          {proposal.otherwise && <Tag color="warning">{t('learning.otherwise')}</Tag>}
        </p>
      )}
      {make && (
        <footer>
          {proposal?.make === 'wording' && (
            <Button type="primary" size="small" onClick={() => make('wording')}>
              {t('learning.makeWording')}
            </Button>
          )}
          <Button
            size="small"
            {...(proposal?.make === 'entry' && { type: 'primary' as const })}
            onClick={() => make('entry')}
          >
            {t('learning.makeEntry')}
          </Button>
          {aside && restore ? (
            <Button size="small" onClick={restore}>
              {t('learning.restore')}
            </Button>
          ) : (
            <Button size="small" onClick={ignore}>
              {t('learning.ignore')}
            </Button>
          )}
        </footer>
      )}
    </article>
  )
}
