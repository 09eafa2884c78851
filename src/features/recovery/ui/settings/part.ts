import type { RecoverySettings } from '../../domain/settings.ts'

export interface PartProps {
  settings: RecoverySettings
  set(change: Partial<RecoverySettings>): void
  editable: boolean
}
