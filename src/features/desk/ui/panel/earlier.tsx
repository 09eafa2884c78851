import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { dateTime } from '../../../../web/format.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Problem, Skeleton } from '../../../../web/parts/states.tsx'
import type { Conversation } from '../../../conversation/domain.ts'
import { Stream } from '../../../conversation/ui/stream.tsx'
import { fetchEarlier, useDetail } from '../detail.ts'
import { desk } from '../live/feed.ts'
import { keyOf } from '../live/state.ts'
import { useNames } from '../names.ts'

const nothing = () => {}

/** A conversation of the past, to read. */
const Earlier = ({ conversation: c, close }: { conversation: Conversation; close: () => void }) => {
  const { t, i18n } = useTranslation()
  const key = keyOf(c)
  const detail = useDetail(key)
  const stream = useCell(desk, (s) => s.streams.get(key))
  const names = useNames(c.shopId, c.buyerName)
  const [more, setMore] = useState(true)
  const loaded = detail.data && stream?.loaded
  return (
    <Dialog title={`${t('panel.history')} · ${dateTime(c.openedAt, i18n.language)}`} close={close} wide>
      <div className="dialog-stream">
        {detail.error && <Problem error={detail.error} retry={() => void detail.refetch()} />}
        {!detail.error && !loaded && <Skeleton rows={6} height={60} />}
        {detail.data && stream?.loaded && (
          <Stream
            messages={stream.messages}
            sending={[]}
            names={names}
            delivery={detail.data.delivery}
            buyerReadId={c.buyerReadId}
            earlier={detail.data.hasEarlier && more ? async () => setMore(await fetchEarlier(key)) : null}
            again={nothing}
            discard={nothing}
          />
        )}
      </div>
    </Dialog>
  )
}
export default Earlier
