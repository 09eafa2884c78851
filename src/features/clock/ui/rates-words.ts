import type { TFunction } from 'i18next'
import { waitText } from '../../conversation/ui/wait.ts'
import type { ClockRule } from '../domain/rule.ts'
import type { RateOfRule } from '../exposure/contract.ts'
import { timeInWords, windowInWords } from './settings-words.ts'

type Figure = RateOfRule['figure']

/** 69 %, 99.5 %: rounded down, so that a target just missed does not read as reached. */
export const percent = (share: number): string => `${Math.floor(share * 1000 + 1e-9) / 10}%`

export const shareInWords = ({ share }: Figure): string => (share === null ? '–' : percent(share))
export const meanInWords = ({ mean }: Figure): string => (mean === null ? '–' : waitText(mean))

/** What is counted, within what time, at which hours, and whose answers count. */
export const ruleInWords = (t: TFunction, rule: ClockRule): string =>
  [
    t(`clockSettings.counted.${rule.counted}`),
    t('clockSettings.within', { time: timeInWords(t, rule.limit) }),
    windowInWords(t, rule.hours),
    t(`clockSettings.answeredBy.${rule.answeredBy}`),
  ].join(' · ')
