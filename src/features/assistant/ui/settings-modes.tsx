import { Button, InputNumber, Radio, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { Mode } from '../domain/settings.ts'
import { Span, WEEK } from './settings-hours.tsx'
import { type PartProps, WordList, Words } from './settings-part.tsx'

const modes = Mode.options

const ModeChoice = ({
  label,
  mode,
  set,
  editable,
}: {
  label: string
  mode: Mode
  set(mode: Mode): void
  editable: boolean
}) => {
  const { t } = useTranslation()
  return (
    <Select
      aria-label={label}
      style={{ width: 140 }}
      disabled={!editable}
      value={mode}
      onChange={set}
      options={modes.map((value) => ({ value, label: t(`knowledge.modes.${value}`) }))}
    />
  )
}

const Schedule = ({ settings, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const { schedule } = settings
  const change = (i: number, how: Partial<(typeof schedule)[number]>) =>
    set({ schedule: schedule.map((row, at) => (at === i ? { ...row, ...how } : row)) })
  return (
    <>
      <h3 className="field-name">{t('knowledge.modes.schedule')}</h3>
      <p className="faint small">{t('knowledge.modes.scheduleSays')}</p>
      {schedule.map((row, i) => (
        <Span
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name, and none is ever moved
          key={i}
          span={row.hours}
          editable={editable}
          set={(how) => change(i, { hours: { ...row.hours, ...how } })}
          remove={() => set({ schedule: schedule.filter((_, at) => at !== i) })}
        >
          <ModeChoice
            label={t('knowledge.modes.schedule')}
            mode={row.mode}
            set={(mode) => change(i, { mode })}
            editable={editable}
          />
        </Span>
      ))}
      {editable && (
        <Button
          style={{ margin: '10px 0 4px' }}
          onClick={() =>
            set({
              schedule: [
                ...schedule,
                { hours: { days: [...WEEK], from: '23:00', to: '09:00' }, mode: 'assistant-first' },
              ],
            })
          }
        >
          {t('knowledge.modes.addRow')}
        </Button>
      )}
    </>
  )
}

const Rush = ({ settings, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const { rush } = settings
  return (
    <>
      <h3 className="field-name">{t('knowledge.modes.rush')}</h3>
      <p className="faint small">{t('knowledge.modes.rushSays')}</p>
      <div className="mode-row">
        <Switch
          aria-label={t('knowledge.modes.rush')}
          disabled={!editable}
          checked={rush !== null}
          onChange={(on) => set({ rush: on ? { above: 20, mode: 'assistant-first' } : null })}
        />
        {rush === null && <span className="faint">{t('knowledge.modes.rushOff')}</span>}
        {rush && (
          <>
            <span>{t('knowledge.modes.above')}</span>
            <InputNumber
              aria-label={t('knowledge.modes.above')}
              min={0}
              max={100_000}
              disabled={!editable}
              value={rush.above}
              onChange={(above) => set({ rush: { ...rush, above: above ?? 0 } })}
            />
            <ModeChoice
              label={t('knowledge.modes.rush')}
              mode={rush.mode}
              set={(mode) => set({ rush: { ...rush, mode } })}
              editable={editable}
            />
          </>
        )}
      </div>
    </>
  )
}

/** Who answers first, and when otherwise. */
export const Modes = (part: PartProps) => {
  const { t } = useTranslation()
  const { settings, set, editable } = part
  return (
    <section className="block">
      <h2 className="block-title">{t('knowledge.modes.title')}</h2>
      <p className="block-says">{t('knowledge.modes.says')}</p>
      <Radio.Group
        className="modes"
        aria-label={t('knowledge.modes.mode')}
        disabled={!editable}
        value={settings.mode}
        onChange={(e) => set({ mode: e.target.value })}
      >
        {modes.map((mode) => (
          <Radio key={mode} value={mode}>
            {t(`knowledge.modes.${mode}`)}{' '}
            <span className="faint small">{t(`knowledge.modes.modeSays.${mode}`)}</span>
          </Radio>
        ))}
      </Radio.Group>
      <Schedule {...part} />
      <Rush {...part} />
    </section>
  )
}

/** When only a person answers, and what is said where it is not sure or hands over. */
export const Handing = (part: PartProps) => {
  const { t } = useTranslation()
  const { settings, set, editable } = part
  return (
    <section className="block">
      <h2 className="block-title">{t('knowledge.modes.intercepts')}</h2>
      <p className="block-says">{t('knowledge.modes.interceptsSays')}</p>
      <div style={{ marginBottom: 14 }}>
        <WordList
          label={t('knowledge.modes.intercepts')}
          words={settings.intercepts}
          set={(intercepts) => set({ intercepts })}
          editable={editable}
        />
      </div>
      <Words
        name="chooseWords"
        label={t('knowledge.modes.chooseWords')}
        hint={t('knowledge.modes.chooseWordsSays')}
        {...part}
      />
      <Words
        name="handOverWords"
        label={t('knowledge.modes.handOverWords')}
        hint={t('knowledge.modes.handOverWordsSays')}
        {...part}
      />
    </section>
  )
}
