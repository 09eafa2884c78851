import { useTranslation } from 'react-i18next'
import { yuan } from '../../../../web/format.ts'
import { type ChangeWanted, caseKinds, type Task } from '../../domain/task.ts'

const joined = (options: Record<string, string>): string => Object.values(options).join(' ')

/** A task in one line: its words, or what it changes. */
export const briefly = ({ words, change, case: facts }: Task): string =>
  words ||
  [
    ...(change?.lines ?? []).map(({ from, to }) => `${joined(from)} → ${joined(to)}`),
    Object.values(change?.address ?? {}).join(' '),
    change?.remark ?? '',
    facts?.reason ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ')

/** What a change changes, one line each. */
export const ChangeLines = ({ change }: { change: ChangeWanted }) => {
  const { t } = useTranslation()
  const address = Object.values(change.address ?? {}).filter((part) => part !== undefined && part !== '')
  return (
    <ul className="task-change">
      {change.lines.map(({ line, from, to }) => (
        <li key={line}>
          <s className="faint">{joined(from) || '–'}</s> → <strong>{joined(to)}</strong>
        </li>
      ))}
      {address.length > 0 && (
        <li>
          <span className="faint">{t('task.panel.address')}</span> {address.join(' ')}
        </li>
      )}
      {change.remark && (
        <li>
          <span className="faint">{t('task.panel.remark')}</span> {change.remark}
        </li>
      )}
    </ul>
  )
}

/** What a task is about. */
export const What = ({ task }: { task: Task }) => {
  const { t } = useTranslation()
  const { case: facts } = task
  return (
    <div className="task-what">
      {task.words !== '' && <p className="task-words">{task.words}</p>}
      {task.change && <ChangeLines change={task.change} />}
      {facts && caseKinds.includes(task.kind) && (
        <p className="task-facts">
          {facts.fen !== null && (
            <span>
              {t('task.panel.amount')} <strong className="digits">{yuan(facts.fen)}</strong>
            </span>
          )}
          {facts.reason !== '' && <span>{facts.reason}</span>}
        </p>
      )}
      {facts && facts.pictures.length > 0 && (
        <p className="task-pictures">
          {facts.pictures.map((picture) => (
            <a key={picture} href={`/files/${picture}`} target="_blank" rel="noreferrer">
              <img src={`/files/${picture}`} alt={t('task.caseDialog.pictures')} loading="lazy" />
            </a>
          ))}
        </p>
      )}
    </div>
  )
}
