import { useTranslation } from 'react-i18next'
import { useCell } from '../../../web/cell.ts'
import { desk } from '../../desk/ui/live/feed.ts'
import { teamName, teams } from '../../desk/ui/live/rules.ts'
import { keyOf } from '../../desk/ui/live/state.ts'

/** Names of a shop's people and teams. Who has left is shown by number. */
export const useWho = (shopId: number) => {
  const { t } = useTranslation()
  const members = useCell(desk, (s) => s.members)
  const all = useCell(teams)
  return {
    person: (id: number | null): string =>
      id === null ? t('exposure.nobody') : (members.get(keyOf({ shopId, id }))?.name ?? `#${id}`),
    team: (code: string | null): string =>
      code === null ? t('exposure.noTeam') : teamName(all, shopId, code),
  }
}
