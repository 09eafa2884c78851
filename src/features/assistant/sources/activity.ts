import { folded } from '../../../shared/text.ts'
import type { Instant } from '../../../shared/time.ts'
import { type Activity, type ActivityFact, activityFacts } from '../../campaign/domain/activity.ts'
import type { Campaign } from '../../campaign/domain/campaign.ts'
import { factText, factWords } from '../../campaign/domain/facts.ts'
import { endOfWave, heardAt } from '../../campaign/domain/phases.ts'
import type { Candidate, Question, Source } from '../domain/ask.ts'
import { timesAsked, timesIn } from './activity-times.ts'
import { ASKS, BARE, factPatterns, OWN_CASE } from './activity-words.ts'

type Language = 'zh' | 'en'
const HAN = /\p{Script=Han}/u
const languageOf = (text: string): Language => (HAN.test(text) ? 'zh' : 'en')

/** As measured (specs/campaign.md CMP-21): where a short question names a fact, where a longer one does, where it may be
 * meant. Long questions have a story, and the fact is mentioned in it. */
const SHORT = 0.96
const PLAIN = 0.85
const FAINT = 0.6
/** Signs of a short question: so many Chinese characters, so many letters. */
const SHORT_SIGNS: Record<Language, number> = { zh: 12, en: 48 }
/** Of a question about an order of one's own, which only a person can see. */
const OWN = 0.5
/** Activities that say different things, and nobody knows which is meant. */
const EITHER = 0.7

/** Longer messages tell a story: what is asked in them is not found by words. */
const LONGEST = 200

interface Heard {
  fact: ActivityFact
  score: number
  word: string
}

const firstMatch = (said: string, patterns: readonly RegExp[]): string | null => {
  for (const pattern of patterns) {
    const found = pattern.exec(said)
    if (found) return found[0]
  }
  return null
}

/** What a text is read as: Chinese without blanks and marks, English in small letters. */
const readable = (text: string): string =>
  languageOf(text) === 'zh' ? folded(text) : text.normalize('NFKC').toLowerCase()

/** Whether something is asked, and not only said. */
const asks = (said: string): boolean => said.length <= BARE || ASKS.test(said)

const surely = (said: string, language: Language): number =>
  said.length <= SHORT_SIGNS[language] ? SHORT : PLAIN

/** Which facts a buyer asks for. What is named goes before what may be meant. */
const factsIn = (said: string, language: Language): Heard[] => {
  const own = OWN_CASE.test(said) ? OWN : 1
  const plainly = surely(said, language)
  const asking = asks(said)
  const heard = activityFacts.flatMap((fact): Heard[] => {
    const { plain, faint = [], less, not } = factPatterns[fact]
    if (not?.test(said)) return []
    const named = firstMatch(said, plain)
    if (named !== null && asking && !less?.test(said)) return [{ fact, score: plainly * own, word: named }]
    const meant = named ?? firstMatch(said, faint)
    return meant === null ? [] : [{ fact, score: FAINT * own, word: meant }]
  })
  const named = heard.filter(({ score }) => score >= plainly * own)
  return named.length > 0 ? named : heard
}

/** Whether an activity is about a product: named, or about all of the shop. */
const about = ({ products }: Activity, item: string | null): 'own' | 'all' | 'other' => {
  if (products.length === 0) return 'all'
  return item !== null && products.some(({ product, sku }) => product === item || sku === item)
    ? 'own'
    : 'other'
}

type On = ReturnType<ReturnType<typeof heardAt>>[number]

/** What is asked before buying: who can still buy is not told what a wave offered that is over. What was promised to those who
 * bought in it is asked after, and there both may be meant. */
const BEFORE_BUYING: ReadonlySet<ActivityFact> = new Set(['how', 'qualifies', 'gifts', 'stacking'])

const stillSold = (on: readonly On[], at: Instant): On[] => {
  const sold = on.filter(({ wave }) => at < (endOfWave(wave) ?? Number.POSITIVE_INFINITY))
  return sold.length > 0 ? sold : [...on]
}

/** The activities that answer for a product: those that name it, else those of the whole shop. Where no product is known,
 * all may. */
const answering = (
  all: readonly On[],
  fact: ActivityFact,
  { item, at }: Pick<Question, 'item' | 'at'>,
): On[] => {
  const answered = all.filter(({ activity }) => activity.facts[fact] !== undefined)
  const open = BEFORE_BUYING.has(fact) ? stillSold(answered, at) : answered
  if (item === null) return open
  const own = open.filter(({ activity }) => about(activity, item) === 'own')
  return own.length > 0 ? own : open.filter(({ activity }) => about(activity, item) === 'all')
}

/** A shop writes its facts in one language: to who asks in the other, they are said with what they are about. */
const inWords = (answer: string, fact: ActivityFact, name: string, language: Language): string => {
  if (languageOf(answer) === language) return answer
  return language === 'zh'
    ? `${factWords[fact].name.zh}（${name}）：${answer}`
    : `${factWords[fact].name.en} (${name}): ${answer}`
}

const factCandidate = ({ activity, campaign }: On, heard: Heard, language: Language): Candidate[] => {
  const { fact, score, word } = heard
  const answer = activity.facts[fact]
  if (!answer) return []
  const label = factWords[fact].name[language]
  return [
    {
      source: 'activity',
      id: `${activity.id}:${fact}`,
      question: language === 'zh' ? `「${activity.name}」的${label}` : `${label} in “${activity.name}”`,
      answer: inWords(factText(fact, answer, language), fact, activity.name, language),
      pictures: [],
      score,
      why: [
        { by: 'keywords', says: word },
        { by: 'activity', says: `${campaign.name} · ${activity.name} · ${label}` },
      ],
    },
  ]
}

/** One for each answer: two activities that say the same are one. Where they differ, none is sure. */
const told = (candidates: readonly Candidate[]): Candidate[] => {
  const different = new Map<string, Candidate>()
  for (const one of candidates) if (!different.has(folded(one.answer))) different.set(folded(one.answer), one)
  const list = [...different.values()]
  return list.length < 2 ? list : list.map((one) => ({ ...one, score: one.score * EITHER }))
}

/**
 * Answers from the activities that buyers hear of at the moment asked for, and from the phases of campaigns. An activity that
 * names the product goes before one of the whole shop; a fact that is open is not answered; “there is none” is an answer.
 * Record ids: `activity:3:gifts`, `activity:campaign-1:balance`. Pure (specs/campaign.md CMP-17 – 21).
 */
export const activitySource = (
  activities: readonly Activity[],
  campaigns: readonly Campaign[],
  zone: string,
): Source => {
  const timesOf = timesIn(campaigns)
  const on = heardAt({ campaigns, activities })
  const facts = (question: Question, said: string, language: Language): Candidate[] => {
    const heard = factsIn(said, language)
    if (heard.length === 0) return []
    const now = on(question.at)
    return heard.flatMap((one) =>
      told(answering(now, one.fact, question).flatMap((each) => factCandidate(each, one, language))),
    )
  }

  /** The waves that a product takes part in; null where it is in no list, and all of them are told. */
  const ownWaves = (campaign: Campaign, item: string | null): Set<string> | null => {
    const own = activities.filter(
      (activity) => activity.campaignId === campaign.id && about(activity, item) === 'own',
    )
    return own.length === 0 ? null : new Set(own.map(({ wave }) => wave))
  }

  const times = (question: Question, said: string, language: Language): Candidate[] => {
    const kinds = timesAsked(said)
    if (!kinds) return []
    const score = surely(said, language) * (OWN_CASE.test(said) ? OWN : 1)
    const wavesOf = (campaign: Campaign) => ownWaves(campaign, question.item)
    return told(
      timesOf(kinds, { at: question.at, zone, wavesOf }).map(({ campaign, kind, says }) => ({
        source: 'activity',
        id: `campaign-${campaign.id}:${kind}`,
        question: language === 'zh' ? `「${campaign.name}」的时间` : `When “${campaign.name}” is on`,
        answer: says[language],
        pictures: [],
        score,
        why: [{ by: 'activity', says: campaign.name }],
      })),
    )
  }

  return {
    name: 'activity',
    find: (question) => {
      if (campaigns.length === 0 || question.text.length > LONGEST) return []
      const language = languageOf(question.text)
      const said = readable(question.text)
      return [...times(question, said, language), ...facts(question, said, language)].sort(
        (a, b) => b.score - a.score,
      )
    },
  }
}
