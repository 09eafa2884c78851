import i18next from 'i18next'
import { useMemo } from 'react'
import { useCell } from '../../../web/cell.ts'
import { deskNow } from '../../../web/clock.ts'
import { shortTime } from '../../../web/format.ts'
import { languageNow } from '../../../web/i18n.ts'
import type { Why } from '../../conversation/domain.ts'
import type { Names } from '../../conversation/ui/notice.ts'
import { waitText } from '../../conversation/ui/wait.ts'
import { whySentence } from '../../routing/domain/explain.ts'
import { desk } from './live/feed.ts'
import { teamName, teams } from './live/rules.ts'
import { keyOf } from './live/state.ts'

const whyText = (why: Why, person: string, team: (code: string) => string): string => {
  const { t } = i18next
  const { key, values, early, servedAt } = whySentence(why)
  const said = t(`why.${key}`, {
    ...values,
    team: team(values.team),
    waited: waitText(why.waited),
    person,
    early: early == null ? '' : t(`why.early.${early}`),
  })
  return servedAt === null ? said : `${said} (${shortTime(servedAt, deskNow(), languageNow())})`
}

/** Who is who in a shop's conversations. */
export const useNames = (shopId: number, buyer: string): Names => {
  const members = useCell(desk, (s) => s.members)
  const ofShops = useCell(teams)
  return useMemo(() => {
    const team = (code: string) => teamName(ofShops, shopId, code)
    return {
      person: (id) => members.get(keyOf({ shopId, id }))?.name,
      team,
      why: (why, person) => whyText(why, person, team),
      buyer,
    }
  }, [members, ofShops, shopId, buyer])
}
