import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, campaignBody, wave, ZONE } from '../testing.ts'
import { clockText, daysBetween, daysLater, momentAt, spanText } from './calendar.ts'
import { copied, fromTemplate, greatDay } from './moved.ts'
import { templateFor, templates } from './templates/index.ts'
import { checkCampaign } from './valid.ts'

const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu']
const make = (kind: 'double-eleven' | '618' | 'broadcast', platform: string, day: string, zone = ZONE) =>
  fromTemplate(templateFor(kind, platform), { name: '大促', day, zone, language: 'zh' })

describe('CMP-6 templates', () => {
  test.each(templates.map((one) => [`${one.template} ${one.platforms?.join(' ') ?? 'all'}`, one] as const))(
    '%s has source, both languages and no fault in any zone and year',
    (_, template) => {
      for (const said of [template.name, template.source, ...template.waves.map(({ name }) => name)]) {
        expect(said.zh).toMatch(/\p{Script=Han}/u)
        expect(said.en).not.toMatch(/\p{Script=Han}/u)
      }
      for (const zone of zones)
        for (const year of [2024, 2026, 2028]) {
          const day = `${year}${template.day.slice(4)}`
          const body = fromTemplate(template, { name: 'x', day, zone, language: 'en' })
          expect(checkCampaign(body, { zone, members: new Set() })).toEqual([])
          expect(greatDay(body, zone)).toBe(day)
        }
    },
  )

  test('every platform has one of each kind, its own where there is one', () => {
    expect(templateFor('double-eleven', 'taobao').platforms).toContain('taobao')
    expect(templateFor('double-eleven', 'jd').platforms).toBeNull()
    expect(templateFor('618', 'tmall').template).toBe('618')
    expect(templateFor('broadcast', 'douyin').template).toBe('broadcast')
  })

  test('CMP-7 dates move with the day, times on the clock stay', () => {
    const body = make('double-eleven', 'tmall', '2026-11-11')
    const [first] = body.waves
    const shown = first?.phases.map((phase) => `${phase.kind} ${spanText(phase, ZONE)}`)
    expect(shown).toContain('deposit 2026-10-21 00:00:00 – 2026-10-31 21:59:59')
    expect(shown).toContain('balance 2026-11-01 00:30:00 – 2026-11-03 23:59:59')
    expect(body.rules.lowest).toEqual({ share: 0.9, from: '2026-09-15', to: '2026-11-10' })
  })

  test('over a clock change the times on the clock stay', () => {
    // New York puts its clocks back on 1 November 2026: deposits begin before, spot sale ends after.
    const body = make('double-eleven', 'tmall', '2026-11-11', 'America/New_York')
    const [deposit] = body.waves[0]?.phases.filter(({ kind }) => kind === 'deposit') ?? []
    const [spot] = body.waves[0]?.phases.filter(({ kind }) => kind === 'spot') ?? []
    expect(clockText(deposit?.to ?? 0, 'America/New_York')).toBe('2026-10-31 22:00:00')
    expect(clockText(spot?.to ?? 0, 'America/New_York')).toBe('2026-11-04 00:00:00')
    // Three days, one of which has 25 hours.
    expect(((spot?.to ?? 0) - (spot?.from ?? 0)) / 3_600_000).toBe(73)
  })
})

describe('the day that matters most', () => {
  const spot = (from: string, to: string) => wave('1', [['spot', from, to]])
  test.each([
    ['the 11 November in the sale', [spot('2025-10-31 20:00', '2025-11-12 00:00')], '2025-11-11'],
    ['the 18 June in the sale', [spot('2025-05-31 20:00', '2025-06-21 00:00')], '2025-06-18'],
    ['else the day its last sale begins', [spot('2025-03-05 20:00', '2025-03-09 00:00')], '2025-03-05'],
    [
      'a sale that ends at its midnight does not hold the day',
      [spot('2025-11-09 20:00', '2025-11-11 00:00')],
      '2025-11-09',
    ],
    [
      'without a sale the last phase',
      [wave('1', [['preheat', '2025-03-01 00:00', '2025-03-02 00:00']])],
      '2025-03-01',
    ],
    ['none without phases', [wave('1', [])], null],
  ])('%s', (_, waves, day) => expect(greatDay(campaignBody(waves), ZONE)).toBe(day))

  test('a broadcast in the night to 11 November counts from its own evening', () => {
    const body = campaignBody([spot('2025-11-10 20:00', '2025-11-11 01:00')])
    expect(greatDay({ ...body, template: 'broadcast' }, ZONE)).toBe('2025-11-10')
  })
})

test('CMP-7 copying there and back is where it was, in zones whose clocks change or not', () => {
  const Day = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.constantFrom('Asia/Shanghai', 'Asia/Kathmandu'), Day, (zone, date) => {
      const day = date.toISOString().slice(0, 10)
      const before = make('broadcast', 'site', '2024-11-08', zone)
      const there = copied(before, { name: 'there', day, zone })
      expect(greatDay(there, zone)).toBe(day)
      expect(copied(there, { name: '大促', day: '2024-11-08', zone })).toEqual(before)
    }),
  )
})

test('days later is the same time on the clock, later moments stay later, touching stays touching', () => {
  const Moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) })
  fc.assert(
    fc.property(fc.constantFrom(...zones), Moment, fc.integer({ min: -800, max: 800 }), (zone, now, days) => {
      const later = daysLater(now, days, zone)
      const [was, is] = [clockText(now, zone), clockText(later, zone)]
      expect(daysBetween(was.slice(0, 10), is.slice(0, 10))).toBe(days)
      // An hour that the clocks skip becomes the first moment after it.
      expect(is.slice(11) >= was.slice(11)).toBe(true)
      if (is.slice(11) !== was.slice(11))
        expect(clockText(later - 60_000, zone) < was.replace(/^.{10}/, is.slice(0, 10))).toBe(true)
    }),
  )
})

test('an hour that the clocks skip is the first moment after it', () => {
  const zone = 'America/New_York'
  const after = Date.parse('2026-03-08T03:00:00-04:00')
  for (const wall of ['2026-03-08T02:00', '2026-03-08T02:30', '2026-03-08T02:59', '2026-03-08T03:00'])
    expect(momentAt(wall, zone)).toBe(after)
  expect(momentAt('2026-03-08T01:59', zone)).toBe(after - 60_000)
  expect(at('2026-03-08 03:00:05', zone)).toBe(after + 5000)
  expect(() => momentAt('yesterday', zone)).toThrow(RangeError)
})
