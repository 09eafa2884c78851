import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { MINUTE } from '../../../shared/time.ts'
import { deskNow } from '../../../web/clock.ts'
import { useSave } from '../../../web/parts/save.ts'
import { Problem, Skeleton } from '../../../web/parts/states.tsx'
import { mayIn, shopApi } from '../../shop/ui/session.ts'
import type { KindSettings, TaskSettings } from '../domain/settings.ts'
import { type TaskKind, taskKinds } from '../domain/task.ts'
import { taskApi } from './api.ts'
import { useSpan } from './parts/marks.tsx'
import './task.css'

const KEY = ['settings', 'tasks'] as const
const OWN = { zh: '店铺自定', en: 'The shop’s own' }

/** How long each kind of task may take, when its owner is warned, whose it is first. */
const TaskSettingsPage = ({ shopId }: { shopId: number }) => {
  const { t, i18n } = useTranslation()
  const span = useSpan()
  const [edited, setEdited] = useState<TaskSettings | null>(null)
  const saved = useQuery({
    queryKey: [...KEY, shopId],
    queryFn: () => taskApi.taskSettings({ params: { shopId } }),
  })
  const people = useQuery({
    queryKey: ['members', shopId, 'teams'],
    queryFn: () => shopApi.members({ params: { shopId } }),
  })
  const save = useSave(
    (body: TaskSettings) => taskApi.setTaskSettings({ params: { shopId }, body }),
    [...KEY, shopId],
    () => setEdited(null),
  )
  const error = saved.error ?? people.error
  if (error)
    return <Problem error={error} retry={() => void Promise.all([saved.refetch(), people.refetch()])} />
  if (!saved.data || !people.data) return <Skeleton />
  const settings = edited ?? saved.data
  const editable = mayIn(shopId, 'settings.edit')
  // What is changed here is the shop's own decision, of today.
  const set = (kind: TaskKind, change: Partial<KindSettings>) =>
    setEdited({
      ...settings,
      kinds: {
        ...settings.kinds,
        [kind]: {
          ...{ ...settings.kinds[kind], ...change },
          ...{ source: OWN, trust: 'own', since: new Date(deskNow()).toISOString().slice(0, 10) },
        },
      },
    })
  return (
    <>
      <section className="block">
        <h2 className="block-title">{t('task.settings.title')}</h2>
        <p className="block-says">{t('task.settings.says')}</p>
        <table className="task-times">
          <thead>
            <tr>
              <th>{t('task.settings.kind')}</th>
              <th>{t('task.settings.minutes')}</th>
              <th>{t('task.settings.warn')}</th>
              <th>{t('task.settings.team')}</th>
              <th>{t('task.settings.source')}</th>
            </tr>
          </thead>
          <tbody>
            {taskKinds.map((kind) => {
              const { minutes, warn, team, source, since } = settings.kinds[kind]
              const name = t(`task.kind.${kind}`)
              return (
                <tr key={kind}>
                  <td>{name}</td>
                  <td>
                    <InputNumber
                      aria-label={`${name} · ${t('task.settings.minutes')}`}
                      min={1}
                      max={43_200}
                      precision={0}
                      disabled={!editable || kind === 'promise'}
                      placeholder={t(kind === 'promise' ? 'task.settings.own' : 'task.settings.none')}
                      value={minutes}
                      onChange={(value) => set(kind, { minutes: value })}
                    />
                    {minutes !== null && (
                      <div className="faint small">
                        {t('task.settings.reads', { time: span(minutes * MINUTE) })}
                      </div>
                    )}
                  </td>
                  <td>
                    <InputNumber
                      aria-label={`${name} · ${t('task.settings.warn')}`}
                      min={0}
                      max={10_080}
                      precision={0}
                      disabled={!editable}
                      value={warn}
                      onChange={(value) => set(kind, { warn: value ?? 0 })}
                    />
                  </td>
                  <td>
                    <Select<string>
                      aria-label={`${name} · ${t('task.settings.team')}`}
                      disabled={!editable}
                      value={team ?? ''}
                      options={[
                        { value: '', label: t('task.settings.noTeam') },
                        ...people.data.teams.map(({ code, name: label }) => ({ value: code, label })),
                      ]}
                      onChange={(value) => set(kind, { team: value === '' ? null : value })}
                    />
                  </td>
                  <td className="faint small">
                    {inLanguage(source, i18n.language)} · <span className="digits">{since}</span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      <section className="block">
        <h2 className="block-title">{t('task.settings.read')}</h2>
        <p className="block-says">{t('task.settings.readSays')}</p>
        <Switch
          aria-label={t('task.settings.read')}
          disabled={!editable}
          checked={settings.readPromises}
          onChange={(readPromises) => setEdited({ ...settings, readPromises })}
        />
      </section>
      {editable && (
        <Button
          type="primary"
          disabled={edited === null}
          loading={save.isPending}
          onClick={() => save.mutate(settings)}
        >
          {t('task.settings.save')}
        </Button>
      )}
    </>
  )
}
export default TaskSettingsPage
