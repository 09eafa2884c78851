import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../web/parts/icons.tsx'
import { say, sayError } from '../../../../web/parts/toast.tsx'

/** Copies a number that people type into the platform's own pages. */
export const Copy = ({ text, label }: { text: string; label: string }) => {
  const { t } = useTranslation()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      say(t('order.copied'))
    } catch (error) {
      sayError(error)
    }
  }
  return (
    <button type="button" className="order-copy" title={label} aria-label={label} onClick={() => void copy()}>
      <Icon name="copy" size={13} />
    </button>
  )
}
