import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { atWall, wallOf } from '../../../../shared/wall.ts'
import { client } from '../../../../web/api.ts'
import { deskNow } from '../../../../web/clock.ts'
import { errorText } from '../../../../web/i18n.ts'
import { queries } from '../../../../web/query.ts'
import { shopOf } from '../../../shop/ui/session.ts'
import type { OrderMapping } from '../../domain/import/layout.ts'
import { type OrderImport, orderImportContract } from '../../import/contract.ts'
import { Columns } from './columns.tsx'
import { Report } from './report.tsx'
import { sendOrderFile, type ToldProblem } from './send.ts'
import { problemTable } from './words.ts'
import './importing.css'

const api = client(orderImportContract)

interface Work {
  does: 'look' | 'write'
  /** Of the file: sent to the desk, then read by it, 0 to 1. */
  sent: number
  read: number
  orders: number
}

const Progress = ({ work }: { work: Work }) => {
  const { t } = useTranslation()
  const arrived = work.sent >= 1
  const share = arrived ? work.read : work.sent
  return (
    <div className="order-import-progress" role="status">
      <progress value={share} max={1} aria-label={t('orderImport.progress')} />
      <span>
        {!arrived
          ? t('orderImport.sending', { share: Math.floor(work.sent * 100) })
          : t(work.does === 'look' ? 'orderImport.reading' : 'orderImport.writing', {
              share: Math.floor(work.read * 100),
              orders: work.orders.toLocaleString(),
            })}
      </span>
    </div>
  )
}

/**
 * A file of orders is looked at first: what it is, of which moment, what it holds and what cannot be taken. Columns and
 * words are mended until that is right; then it is written, and its report can be kept.
 */
export const ImportOrders = ({ shopId, open, close }: { shopId: number; open: boolean; close(): void }) => {
  const { t } = useTranslation()
  const zone = shopOf(shopId)?.timeZone ?? 'Asia/Shanghai'
  const input = useRef<HTMLInputElement>(null)
  const stopping = useRef<AbortController | null>(null)
  const problems = useRef<ToldProblem[]>([])
  const [file, setFile] = useState<File | null>(null)
  const [work, setWork] = useState<Work | null>(null)
  const [report, setReport] = useState<OrderImport | null>(null)
  const [mapping, setMapping] = useState<OrderMapping | null>(null)
  const [moment, setMoment] = useState<number | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const busy = work !== null

  const send = async (chosen: File, does: Work['does'], at?: number) => {
    const stop = new AbortController()
    stopping.current = stop
    problems.current = []
    setWrong(null)
    setWork({ does, sent: 0, read: 0, orders: 0 })
    try {
      const got = await sendOrderFile(
        shopId,
        chosen,
        { do: does, at },
        {
          onSent: (sent, total) => setWork((now) => now && { ...now, sent: total === 0 ? 1 : sent / total }),
          onRead: ({ read, total, orders }) =>
            setWork((now) => now && { ...now, sent: 1, read: total === 0 ? 0 : read / total, orders }),
          onProblems: (more) => problems.current.push(...more),
        },
        stop.signal,
      )
      // A short file's problems come with its report alone.
      if (problems.current.length === 0)
        problems.current = [
          ...got.refused.map((one) => ({ ...one, taken: false })),
          ...got.noted.map((one) => ({ ...one, taken: true })),
        ]
      setReport(got)
      setMapping(null)
      setMoment(got.at)
      if (does === 'write') await queries.invalidateQueries({ queryKey: ['orders', shopId] })
    } catch (error) {
      if (stop.signal.aborted) setWrong(does === 'write' ? t('orderImport.stopped') : null)
      else setWrong(errorText(error))
    } finally {
      setWork(null)
    }
  }
  const choose = (chosen: File | undefined) => {
    if (!chosen) return
    setFile(chosen)
    setReport(null)
    void send(chosen, 'look')
  }
  const reread = async (to: OrderMapping | null) => {
    const fingerprint = report?.fingerprint
    if (!file || !fingerprint) return
    try {
      await api.setOrderMapping({ params: { shopId }, body: { fingerprint, mapping: to } })
      await send(file, 'look')
    } catch (error) {
      setWrong(errorText(error))
    }
  }
  const leave = () => {
    stopping.current?.abort()
    setFile(null)
    setReport(null)
    setMapping(null)
    setWrong(null)
    close()
  }
  const keep = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([problemTable(t, problems.current)], { type: 'text/csv' }))
    link.download = `${file?.name.replace(/\.\w+$/, '') ?? 'orders'}-${t('orderImport.report.name')}.csv`
    link.click()
    URL.revokeObjectURL(link.href)
  }

  const counts = report?.counts
  const left = counts ? counts.refused + counts.noted : 0
  const main = busy ? (
    <Button key="stop" onClick={() => stopping.current?.abort()}>
      {t('orderImport.stop')}
    </Button>
  ) : mapping ? (
    <Button key="reread" type="primary" onClick={() => void reread(mapping)}>
      {t('orderImport.reread')}
    </Button>
  ) : report?.done ? (
    <Button key="close" type="primary" onClick={leave}>
      {t('app.close')}
    </Button>
  ) : !report || report.needsId ? null : (
    <Button
      key="go"
      type="primary"
      disabled={!file || counts?.orders === 0}
      onClick={() => file && void send(file, 'write', moment ?? undefined)}
    >
      {t('orderImport.go', { count: counts?.orders ?? 0, shown: (counts?.orders ?? 0).toLocaleString() })}
    </Button>
  )
  return (
    <Modal
      open={open}
      width={880}
      title={t('orderImport.title')}
      onCancel={leave}
      maskClosable={!busy}
      footer={[
        <Button
          key="choose"
          type={file ? 'default' : 'primary'}
          disabled={busy}
          onClick={() => input.current?.click()}
        >
          {t(file ? 'orderImport.other' : 'orderImport.choose')}
        </Button>,
        left > 0 && (
          <Button key="keep" disabled={busy} onClick={keep}>
            {t('orderImport.download')}
          </Button>
        ),
        main,
      ]}
    >
      <p className="block-says">{t('orderImport.says')}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.xlsx,.tsv,.txt,.json,.jsonl"
        hidden
        aria-label={t('orderImport.choose')}
        onChange={(e) => {
          choose(e.target.files?.[0])
          e.target.value = ''
        }}
      />
      {file && (
        <p className="order-import-file">
          <b>{file.name}</b>{' '}
          <span className="faint small">
            {t('orderImport.size', { kb: Math.ceil(file.size / 1024).toLocaleString() })}
            {report &&
              ` · ${t(report.format ? `orderImport.format.${report.format as 'douyin'}` : 'orderImport.general', { defaultValue: report.format ?? '' })}`}
          </span>
        </p>
      )}
      {work && <Progress work={work} />}
      {wrong && (
        <p className="order-import-bad" role="alert">
          {wrong}
        </p>
      )}
      {report && !busy && (
        <div className="order-import-report">
          {report.needsId && (
            <p className="order-import-bad" role="alert">
              {t('orderImport.needsId')}
            </p>
          )}
          {report.done && (
            <p className="order-import-done" role="status">
              {t(report.interrupted ? 'orderImport.stopped' : 'orderImport.done')}
            </p>
          )}
          {!report.done && report.at !== null && (
            <div className="order-import-moment">
              <label>
                {t('orderImport.at')}{' '}
                <input
                  type="datetime-local"
                  className="input"
                  value={moment === null ? '' : wallOf(moment, zone)}
                  max={wallOf(deskNow(), zone)}
                  onChange={(e) => setMoment(atWall(e.target.value, zone) ?? moment)}
                />
              </label>
              <span className="faint small">
                {t(`orderImport.atFrom.${moment === report.at ? (report.atFrom ?? 'given') : 'given'}`)}
              </span>
              {report.newest !== null && moment !== null && report.newest > moment && (
                <p className="order-import-bad small">
                  {t('orderImport.newer', { time: wallOf(report.newest, zone).replace('T', ' ') })}
                </p>
              )}
            </div>
          )}
          {!report.needsId && <Report report={report} zone={zone} />}
          {!report.done && (
            <Columns
              report={report}
              mapping={mapping ?? report.mapping}
              set={setMapping}
              forget={report.remembered ? () => void reread(null) : undefined}
            />
          )}
        </div>
      )}
    </Modal>
  )
}
