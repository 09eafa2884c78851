import { useCell } from '../../../../web/cell.ts'
import { Help } from '../../../../web/shell/help.tsx'
import { Palette } from '../../../../web/shell/palette.tsx'
import { preferences } from '../../../shop/ui/preferences.ts'
import { deeds } from '../deeds.ts'
import { show, view } from '../view.ts'
import { QuestionDialog } from './question.tsx'
import { SnoozeDialog } from './snooze.tsx'
import { TagsDialog } from './tags.tsx'
import { TransferDialog } from './transfer.tsx'

const close = () => show({ dialog: null })

/** The dialog that is open, if any. */
const Dialogs = () => {
  const dialog = useCell(view, (v) => v.dialog)
  const selected = useCell(view, (v) => v.selected)
  const closing = useCell(view, (v) => v.closing)
  const { shortcuts } = useCell(preferences)
  if (dialog === 'palette') return <Palette deeds={deeds} remapped={shortcuts} close={close} />
  if (dialog === 'help') return <Help remapped={shortcuts} close={close} />
  if (dialog === 'question' && closing !== null)
    return <QuestionDialog of={closing.key} next={closing.next} done={close} />
  if (selected === null) return null
  if (dialog === 'transfer' || dialog === 'transfer-team')
    return <TransferDialog of={selected} teamsFirst={dialog === 'transfer-team'} close={close} />
  if (dialog === 'snooze') return <SnoozeDialog of={selected} close={close} />
  if (dialog === 'tags') return <TagsDialog of={selected} close={close} />
  return null
}
export default Dialogs
