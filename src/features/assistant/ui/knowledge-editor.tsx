import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Drawer, Input, Popconfirm, Select, Space, Switch } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hoursInWords } from '../../../shared/hours.ts'
import { fill } from '../../../shared/text.ts'
import { atWall, wallOf } from '../../../shared/wall.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { useSave } from '../../../web/parts/save.ts'
import { Problem, Skeleton } from '../../../web/parts/states.tsx'
import { sayError } from '../../../web/parts/toast.tsx'
import { mayIn, shopOf } from '../../shop/ui/session.ts'
import { type FaqBody, isPictureOf } from '../domain/faq.ts'
import { VARIABLES } from '../domain/settings.ts'
import type { Entry } from '../knowledge/contract.ts'
import { assistantApi } from './api.ts'
import { inserted, linesOf } from './editing.ts'
import { KNOWLEDGE, knowledgeApi, useMembers } from './knowledge-api.ts'
import { uploadPicture } from './picture.ts'

const EMPTY: FaqBody = {
  enabled: true,
  question: '',
  wordings: [],
  answer: '',
  pictures: [],
  category: '',
  items: [],
  phases: [],
  validFrom: null,
  validTo: null,
  ownerId: null,
}
/** What a picture field takes. */
const PICTURES = 'image/jpeg,image/png,image/webp,image/gif'

interface PartProps {
  shopId: number
  body: FaqBody
  set(change: Partial<FaqBody>): void
  editable: boolean
}

const AnswerPart = ({ shopId, body, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const area = useRef<HTMLTextAreaElement | null>(null)
  const shop = shopOf(shopId)
  const settings = useQuery({
    queryKey: ['settings', 'assistant', shopId],
    queryFn: () => assistantApi.assistantSettings({ params: { shopId } }),
  })
  const values = {
    buyer: shop?.locale === 'en' ? 'Alex' : '小雨',
    shop: shop?.name ?? '',
    hours: hoursInWords(settings.data?.hours ?? []),
  }
  const insert = (name: string) => {
    const { selectionStart = body.answer.length, selectionEnd = body.answer.length } = area.current ?? {}
    const next = inserted(body.answer, `{${name}}`, selectionStart, selectionEnd)
    set({ answer: next.text })
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(next.caret, next.caret)
    })
  }
  return (
    <div className="field">
      <span className="field-name">{t('knowledge.answer')}</span>
      <Input.TextArea
        ref={(ref) => {
          area.current = ref?.resizableTextArea?.textArea ?? null
        }}
        aria-label={t('knowledge.answer')}
        autoSize={{ minRows: 3, maxRows: 12 }}
        maxLength={2000}
        disabled={!editable}
        value={body.answer}
        onChange={(e) => set({ answer: e.target.value })}
      />
      {editable && (
        <div className="knowledge-variables">
          <span className="faint small">{t('knowledge.answerSays')}</span>
          {VARIABLES.map((name) => (
            <button key={name} type="button" className="knowledge-variable" onClick={() => insert(name)}>
              {`{${name}}`}
            </button>
          ))}
        </div>
      )}
      {body.answer.trim() !== '' && (
        <>
          <span className="field-name">{t('knowledge.preview')}</span>
          <div className="bubble bubble-auto knowledge-preview">{fill(body.answer, values)}</div>
        </>
      )}
    </div>
  )
}

const PicturesPart = ({ shopId, body, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const add = (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    uploadPicture(shopId, file)
      .then((picture) => set({ pictures: [...body.pictures, picture] }))
      .catch(sayError)
      .finally(() => setBusy(false))
  }
  return (
    <div className="field">
      <span className="field-name">{t('knowledge.pictures')}</span>
      <div className="knowledge-pictures">
        {body.pictures
          .filter((picture) => isPictureOf(picture, shopId))
          .map((picture, i) => (
            <span key={picture} className="knowledge-picture">
              <img src={`/files/${picture}`} alt={`${t('knowledge.pictures')} ${i + 1}`} />
              {editable && (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('app.remove')}
                  onClick={() => set({ pictures: body.pictures.filter((p) => p !== picture) })}
                >
                  <Icon name="cross" size={14} />
                </button>
              )}
            </span>
          ))}
        {editable && body.pictures.length < 9 && (
          <Button loading={busy} onClick={() => input.current?.click()}>
            {t('knowledge.addPicture')}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept={PICTURES}
          hidden
          onChange={(e) => {
            add(e.target.files?.[0])
            e.target.value = ''
          }}
        />
      </div>
      <span className="faint small">{t('knowledge.picturesSays')}</span>
    </div>
  )
}

const WhenPart = ({ shopId, body, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const zone = shopOf(shopId)?.timeZone ?? 'Asia/Shanghai'
  const time = (name: 'validFrom' | 'validTo') => (
    <div className="field">
      <span className="field-name">{t(`knowledge.${name}`)}</span>
      <Input
        aria-label={t(`knowledge.${name}`)}
        type="datetime-local"
        disabled={!editable}
        value={body[name] === null ? '' : wallOf(body[name], zone)}
        onChange={(e) => set({ [name]: e.target.value === '' ? null : atWall(e.target.value, zone) })}
      />
    </div>
  )
  return (
    <>
      <div className="knowledge-pair">
        {time('validFrom')}
        {time('validTo')}
      </div>
      <p className="faint small">{t('knowledge.validSays')}</p>
    </>
  )
}

const ScopePart = ({ shopId, body, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const members = useMembers(shopId).data ?? []
  const categories = useQuery({
    queryKey: [KNOWLEDGE, shopId, 'categories'],
    queryFn: () => knowledgeApi.knowledge({ params: { shopId }, query: { limit: 1 } }),
    select: (data) => data.categories.map(({ category }) => category).filter((c) => c !== ''),
  })
  const tags = (name: 'items' | 'phases') => (
    <div className="field">
      <span className="field-name">{t(`knowledge.${name}`)}</span>
      <Select
        mode="tags"
        style={{ width: '100%' }}
        aria-label={t(`knowledge.${name}`)}
        open={false}
        suffixIcon={null}
        tokenSeparators={[',', '，', '、', '\n']}
        disabled={!editable}
        value={body[name]}
        onChange={(all) => set({ [name]: all })}
      />
      <span className="faint small">{t(`knowledge.${name}Says`)}</span>
    </div>
  )
  return (
    <>
      <div className="knowledge-pair">
        <div className="field">
          <span className="field-name">{t('knowledge.category')}</span>
          <AutoComplete
            style={{ width: '100%' }}
            aria-label={t('knowledge.category')}
            maxLength={40}
            disabled={!editable}
            value={body.category}
            onChange={(category) => set({ category })}
            options={(categories.data ?? []).map((value) => ({ value }))}
          />
        </div>
        <div className="field">
          <span className="field-name">{t('knowledge.owner')}</span>
          <Select
            allowClear
            style={{ width: '100%' }}
            aria-label={t('knowledge.owner')}
            placeholder={t('knowledge.nobody')}
            disabled={!editable}
            value={body.ownerId}
            onChange={(ownerId) => set({ ownerId: ownerId ?? null })}
            options={members.map(({ personId, name }) => ({ value: personId, label: name }))}
          />
        </div>
      </div>
      {tags('items')}
      {tags('phases')}
    </>
  )
}

const Form = ({ shopId, entry, close }: { shopId: number; entry: Entry | null; close(): void }) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const [edited, setEdited] = useState<FaqBody | null>(null)
  const body = edited ?? entry ?? EMPTY
  const set = (change: Partial<FaqBody>) => setEdited({ ...body, ...change })
  const part = { shopId, body, set, editable }
  const about = [KNOWLEDGE, shopId]
  const params = { shopId }
  const save = useSave(
    () => {
      const sent = { ...body, wordings: linesOf(body.wordings.join('\n')) }
      return entry
        ? knowledgeApi.setEntry({
            params: { shopId, entryId: entry.id },
            body: { ...sent, updatedAt: entry.updatedAt },
          })
        : knowledgeApi.addEntry({ params, body: sent })
    },
    about,
    close,
  )
  const remove = useSave(
    (entryId: number) => knowledgeApi.removeEntry({ params: { shopId, entryId } }),
    about,
    close,
  )
  const whole = body.question.trim() !== '' && body.answer.trim() !== ''
  return (
    <Drawer
      open
      size={620}
      title={t(entry ? 'knowledge.edit' : 'knowledge.add')}
      {...(!edited && { onClose: close })}
      closable={!edited}
      extra={
        edited && (
          <Popconfirm title={t('knowledge.unsaved')} okText={t('knowledge.discard')} onConfirm={close}>
            <Button>{t('app.cancel')}</Button>
          </Popconfirm>
        )
      }
      footer={
        editable && (
          <Space>
            <Button
              type="primary"
              disabled={!whole || !edited}
              loading={save.isPending}
              onClick={() => save.mutate(undefined)}
            >
              {t('app.save')}
            </Button>
            {entry && (
              <Popconfirm
                title={t('knowledge.removeSure')}
                onConfirm={() => remove.mutateAsync(entry.id).catch(() => {})}
              >
                <Button danger>{t('knowledge.remove')}</Button>
              </Popconfirm>
            )}
          </Space>
        )
      }
    >
      <div className="knowledge-form">
        <div className="shortcut">
          <span className="shortcut-name">
            {t('knowledge.enabled')} {entry && <span className="faint small">{entry.code}</span>}
          </span>
          <Switch
            aria-label={t('knowledge.enabled')}
            disabled={!editable}
            checked={body.enabled}
            onChange={(enabled) => set({ enabled })}
          />
        </div>
        <div className="field">
          <span className="field-name">{t('knowledge.question')}</span>
          <Input
            aria-label={t('knowledge.question')}
            maxLength={500}
            disabled={!editable}
            value={body.question}
            onChange={(e) => set({ question: e.target.value })}
          />
        </div>
        <div className="field">
          <span className="field-name">{t('knowledge.wordings')}</span>
          <Input.TextArea
            aria-label={t('knowledge.wordings')}
            autoSize={{ minRows: 4, maxRows: 14 }}
            disabled={!editable}
            value={body.wordings.join('\n')}
            onChange={(e) => set({ wordings: e.target.value.split('\n') })}
          />
          <span className="faint small">{t('knowledge.wordingsSays')}</span>
        </div>
        <AnswerPart {...part} />
        <PicturesPart {...part} />
        <ScopePart {...part} />
        <WhenPart {...part} />
      </div>
    </Drawer>
  )
}

/** An entry to look at and change, or a new one. */
export const EntryDrawer = ({ shopId, id, close }: { shopId: number; id: number | null; close(): void }) => {
  const { t } = useTranslation()
  const asked = useQuery({
    queryKey: [KNOWLEDGE, shopId, 'entry', id],
    queryFn: () => knowledgeApi.entry({ params: { shopId, entryId: id ?? 0 } }),
    enabled: id !== null,
    // What one writes must not be replaced by what comes meanwhile; saving says if somebody else has changed it.
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  if (id === null) return <Form shopId={shopId} entry={null} close={close} />
  if (asked.data && !asked.isFetching) return <Form shopId={shopId} entry={asked.data} close={close} />
  return (
    <Drawer open size={620} title={t('knowledge.edit')} onClose={close}>
      {asked.error ? <Problem error={asked.error} retry={() => void asked.refetch()} /> : <Skeleton />}
    </Drawer>
  )
}
