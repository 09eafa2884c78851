import { Button, Form, Input, Modal, Select, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageNow } from '../../../web/i18n.ts'
import { useSave } from '../../../web/parts/save.ts'
import type { Team } from '../../shop/domain.ts'
import { mayIn } from '../../shop/ui/session.ts'
import { type PhaseCode, phases } from '../domain/phases.ts'
import { Code, type Phrase, type PhraseBody, TEXT_LIMIT, TITLE_LIMIT } from '../domain/phrase.ts'
import { situations } from '../domain/situations.ts'
import { canonical, knownVariables, sampleContext, unknownVariables, variables } from '../domain/variables.ts'
import { Filled } from './filled.tsx'
import { spliced } from './match.ts'
import { named, variableNamed } from './name.ts'
import { phraseApi } from './phrases.ts'
import { Pictures } from './pictures.tsx'

/** The plain words, or those of a phase. */
type Words = 'plain' | PhaseCode
const tabs: Words[] = ['plain', ...phases.map(({ code }) => code)]

interface Given {
  /** `mine`, `shop`, or a team's code behind `team:`. */
  whose: string
  code: string
  situation: PhraseBody['situation']
  title: string
  words: Partial<Record<Words, string>>
  pictures: string[]
}

const bodyOf = ({ whose, code, situation, title, words, pictures }: Given): PhraseBody => {
  const team = whose.startsWith('team:') ? whose.slice('team:'.length) : null
  const variants = phases.flatMap((phase) => {
    const text = words[phase.code]?.trim() ?? ''
    return text === '' ? [] : [[phase.code, text]]
  })
  return {
    scope: team !== null ? 'team' : whose === 'mine' ? 'mine' : 'shop',
    team,
    code,
    situation,
    title: title?.trim() ?? '',
    text: words.plain ?? '',
    variants: Object.fromEntries(variants),
    pictures,
  }
}

interface PhraseDialogProps {
  shopId: number
  /** Which one to change; null adds one. */
  phrase: Phrase | null
  teams: readonly Team[]
  close(): void
}

/** Adds a phrase or changes one, and shows what it will look like. */
export const PhraseDialog = ({ shopId, phrase, teams, close }: PhraseDialogProps) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<Given>()
  const [tab, setTab] = useState<Words>('plain')
  const [uploading, setUploading] = useState(false)
  const forShop = mayIn(shopId, 'settings.edit')
  const save = useSave(
    (given: Given) => {
      const body = bodyOf(given)
      return phrase
        ? phraseApi.setPhrase({ params: { shopId, id: phrase.id }, body })
        : phraseApi.addPhrase({ params: { shopId }, body })
    },
    ['phrases'],
    close,
  )
  const words: Given['words'] = Form.useWatch('words', form) ?? {}
  const shown = words[tab]?.trim() ? words[tab] : words.plain
  const whose =
    phrase?.scope === 'team' ? `team:${phrase.team}` : (phrase?.scope ?? (forShop ? 'shop' : 'mine'))

  /** Puts a variable at the caret of the words that are open. */
  const put = (name: string) => {
    const area = document.getElementById(`phrase_words_${tab}`)
    const text = form.getFieldValue(['words', tab]) ?? ''
    const at = area instanceof HTMLTextAreaElement ? area : null
    const next = spliced(
      text,
      at?.selectionStart ?? text.length,
      at?.selectionEnd ?? text.length,
      `{${name}}`,
    )
    form.setFieldValue(['words', tab], next.text)
    requestAnimationFrame(() => {
      at?.focus()
      at?.setSelectionRange(next.caret, next.caret)
    })
  }
  const variablesKnown = (_: unknown, text: string | undefined) => {
    const [unknown] = unknownVariables(text ?? '')
    return unknown === undefined
      ? Promise.resolve()
      : Promise.reject(new Error(t('problem.variable', { bound: unknown, to: knownVariables })))
  }

  return (
    <Modal
      open
      width={720}
      title={t(phrase ? 'phrases.edit' : 'phrases.add')}
      okText={t('app.save')}
      onCancel={close}
      onOk={() => form.submit()}
      okButtonProps={{ disabled: uploading }}
      confirmLoading={save.isPending}
    >
      <Form<Given>
        form={form}
        name="phrase"
        layout="vertical"
        initialValues={{
          whose,
          code: phrase?.code ?? '',
          situation: phrase?.situation ?? 'greeting',
          title: phrase?.title ?? '',
          words: { plain: phrase?.text ?? '', ...phrase?.variants },
          pictures: phrase?.pictures ?? [],
        }}
        onFinish={(given) => save.mutate(given)}
        // What is wrong may stand in words that are not open.
        onFinishFailed={({ errorFields }) => {
          const at = errorFields.map(({ name }) => (name[0] === 'words' ? name[1] : undefined))
          const wrong = tabs.find((one) => at.includes(one))
          if (wrong && !at.includes(tab)) setTab(wrong)
        }}
      >
        <div className="phrase-form">
          <Form.Item
            name="code"
            label={t('phrases.code')}
            rules={[
              { required: true, max: 20, whitespace: true },
              {
                validator: (_, code: string) =>
                  code.trim() === '' || Code.safeParse(code).success
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('problem.codeSlash'))),
              },
            ]}
          >
            <Input autoFocus addonBefore="/" autoComplete="off" />
          </Form.Item>
          <Form.Item name="situation" label={t('phrases.situation')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={situations.map(({ code }) => ({ value: code, label: named(situations, code) }))}
            />
          </Form.Item>
          <Form.Item name="title" label={`${t('phrases.title')} (${t('app.optional')})`}>
            <Input maxLength={TITLE_LIMIT} />
          </Form.Item>
          <Form.Item name="whose" label={t('phrases.whose')}>
            <Select
              disabled={!forShop}
              options={[
                { value: 'shop', label: t('phrases.shop') },
                ...teams.map(({ code, name }) => ({ value: `team:${code}`, label: name })),
                { value: 'mine', label: t('phrases.mine') },
              ]}
            />
          </Form.Item>
        </div>
        <Tabs
          size="small"
          activeKey={tab}
          onChange={(key) => setTab(key as Words)}
          items={tabs.map((one) => ({
            key: one,
            forceRender: true,
            label: (
              <span className={one !== 'plain' && words[one]?.trim() ? 'phrase-tab-has' : ''}>
                {one === 'plain' ? t('phrases.plain') : named(phases, one)}
              </span>
            ),
            children: (
              <Form.Item
                name={['words', one]}
                rules={[
                  ...(one === 'plain'
                    ? [{ required: true, whitespace: true, message: t('problem.empty') }]
                    : []),
                  { max: TEXT_LIMIT, message: t('problem.long', { bound: TEXT_LIMIT }) },
                  { validator: variablesKnown },
                ]}
                style={{ marginBottom: 8 }}
              >
                <Input.TextArea
                  rows={4}
                  aria-label={one === 'plain' ? t('phrases.text') : named(phases, one)}
                  placeholder={one === 'plain' ? '' : t('phrases.asPlain')}
                />
              </Form.Item>
            ),
          }))}
        />
        <fieldset className="phrase-variables">
          <legend>{t('phrases.variables')}</legend>
          {variables.map(({ name }) => (
            <Button key={name} size="small" onClick={() => put(name)} title={`{${name}}`}>
              {variableNamed(name)}
            </Button>
          ))}
        </fieldset>
        <fieldset className="phrase-preview">
          <legend>{t('phrases.preview')}</legend>
          {shown?.trim() ? (
            <p>
              <Filled
                text={canonical(shown.trim())}
                values={sampleContext(languageNow(), tab === 'plain' ? null : tab).values}
              />
            </p>
          ) : (
            <p className="phrase-title">{t('phrases.previewNone')}</p>
          )}
        </fieldset>
        <Form.Item
          name="pictures"
          label={`${t('phrases.pictures')} (${t('app.optional')})`}
          style={{ margin: 0 }}
        >
          <Pictures shopId={shopId} busy={setUploading} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
