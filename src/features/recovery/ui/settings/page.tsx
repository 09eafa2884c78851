import { OptOuts } from '../opt-outs/list.tsx'
import { RecoveryForm } from './form.tsx'

/** When and how often people are reminded, and who wants none. */
const RecoverySettingsPage = ({ shopId }: { shopId: number }) => (
  <>
    <RecoveryForm shopId={shopId} />
    <OptOuts shopId={shopId} />
  </>
)
export default RecoverySettingsPage
