import { describe, expect, test } from 'vitest'
import { type Hours, hoursInWords, within } from './hours.ts'

describe('hours of the week', () => {
  const late: Hours[] = [{ days: [5], from: '18:00', to: '02:00' }] // Friday night
  const split: Hours[] = [
    { days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' },
    { days: [1, 2, 3, 4, 5], from: '14:00', to: '24:00' },
  ]
  test.each([
    ['no hours: always open', [], '2026-11-15T03:00:00+08:00', 'Asia/Shanghai', true],
    ['over midnight: Friday evening', late, '2026-11-13T18:00:00+08:00', 'Asia/Shanghai', true],
    ['over midnight: Saturday, one o’clock', late, '2026-11-14T01:59:59+08:00', 'Asia/Shanghai', true],
    ['over midnight: Saturday, two o’clock', late, '2026-11-14T02:00:00+08:00', 'Asia/Shanghai', false],
    ['over midnight: Friday, one o’clock', late, '2026-11-13T01:00:00+08:00', 'Asia/Shanghai', false],
    ['over midnight: Saturday evening', late, '2026-11-14T19:00:00+08:00', 'Asia/Shanghai', false],
    [
      'Sunday into Monday',
      [{ days: [7], from: '22:00', to: '06:00' }],
      '2026-11-16T05:00:00+08:00',
      'Asia/Shanghai',
      true,
    ],
    ['24:00 is the end of the day', split, '2026-11-11T23:59:59+08:00', 'Asia/Shanghai', true],
    ['and not more', split, '2026-11-12T00:00:00+08:00', 'Asia/Shanghai', false],
    ['between two spans', split, '2026-11-11T13:00:00+08:00', 'Asia/Shanghai', false],
    ['a day that is not named', split, '2026-11-14T10:00:00+08:00', 'Asia/Shanghai', false],
    [
      'from and to the same: round the clock',
      [{ days: [3], from: '09:00', to: '09:00' }],
      '2026-11-11T23:00:00+08:00',
      'Asia/Shanghai',
      true,
    ],
    ['the same moment elsewhere: 10:00 in Shanghai', split, '2026-11-11T02:00:00Z', 'Asia/Shanghai', true],
    ['the same moment elsewhere: 02:00 in London', split, '2026-11-11T02:00:00Z', 'Europe/London', false],
    [
      'the day before elsewhere: Friday night in Los Angeles',
      [{ days: [5], from: '18:00', to: '24:00' }],
      '2026-11-14T07:00:00Z',
      'America/Los_Angeles',
      true,
    ],
    ['summer time: 09:00 in Berlin', split, '2026-07-01T07:00:00Z', 'Europe/Berlin', true],
    ['winter time: 08:00 in Berlin', split, '2026-11-11T07:00:00Z', 'Europe/Berlin', false],
    [
      'a zone of half hours: 09:15 in Kolkata',
      [{ days: [3], from: '09:00', to: '09:30' }],
      '2026-11-11T03:45:00Z',
      'Asia/Kolkata',
      true,
    ],
  ] as const)('%s', (_, hours, at, zone, open) => {
    expect(within(hours as Hours[], Date.parse(at), zone)).toBe(open)
  })

  test('in words', () => {
    expect(hoursInWords(split)).toBe('09:00–12:00, 14:00–24:00')
    expect(hoursInWords([])).toBe('00:00–24:00')
    const twice = [
      { days: [1], from: '09:00', to: '18:00' },
      { days: [2], from: '09:00', to: '18:00' },
    ]
    expect(hoursInWords(twice)).toBe('09:00–18:00')
  })
})
