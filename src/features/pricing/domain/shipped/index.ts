import type { RuleSet } from '../rule-set.ts'
import { jd } from './jd.ts'
import { open } from './open.ts'
import { pdd } from './pdd.ts'
import { taobao } from './taobao.ts'
import { tmall } from './tmall.ts'

/** How events count, as far as public pages tell; a shop may write down its own. Ids stay as they are: quotes name them. */
export const ruleSets: readonly RuleSet[] = [...tmall, ...taobao, ...jd, ...pdd, ...open]

export const ruleSetOf = (id: string): RuleSet | undefined => ruleSets.find((r) => r.id === id)
