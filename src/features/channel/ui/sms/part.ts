import type { SmsSettings } from '../../sms/domain/settings.ts'

export interface PartProps {
  shopId: number
  settings: SmsSettings
  set(change: Partial<SmsSettings>): void
  editable: boolean
  /** What is wrong at a place, in words; null where nothing is. */
  wrong(place: string): string | null
}
