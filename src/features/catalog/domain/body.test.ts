import { describe, expect, test } from 'vitest'
import { growth, LINEAR } from '../../../../tests/support/growth.ts'
import { bodyIn } from './body.ts'

describe('what a buyer’s words say of a body', () => {
  test.each([
    // CAT-27: measures with their names or units, in both languages.
    ['身高165体重52公斤', { height: 165, weight: 52 }],
    ['身高165，体重104斤，穿多大', { height: 165, weight: 52 }],
    ['身高体重165 104', { height: 165, weight: 52 }],
    ['1米65 104斤', { height: 165, weight: 52 }],
    ['我1米6，95斤', { height: 160, weight: 47.5 }],
    ['一米六五，五十二公斤', { height: 165, weight: 52 }],
    ['一米七 一百二十斤', { height: 170, weight: 60 }],
    ['一百零四斤穿什么码', { weight: 52 }],
    ['1.65m 52kg', { height: 165, weight: 52 }],
    ['165cm 52kg 选哪个', { height: 165, weight: 52 }],
    ['165/52', { height: 165, weight: 52 }],
    ['165/104', { height: 165, weight: 52 }],
    ['178 150斤穿哪个', { height: 178, weight: 75 }],
    ['178,75kg', { height: 178, weight: 75 }],
    ['身高：１７０　体重：６０ｋｇ', { height: 170, weight: 60 }],
    ['体重100-105斤，身高160', { height: 160, weight: 52.5 }],
    [`I'm 5'6" 120 lbs`, { height: 167.6, weight: 54.4 }],
    ['5 ft 10, 180 pounds, which size?', { height: 177.8, weight: 81.6 }],
    ['height 165 weight 52', { height: 165, weight: 52 }],
    ['My son is 3 years old', { age: 36 }],
    ['18 months old, 82cm, what size', { age: 18, height: 82 }],
    ['三岁', { age: 36 }],
    ['宝宝一岁半', { age: 18 }],
    ['孩子两岁，身高90', { age: 24, height: 90 }],
    ['半岁宝宝穿多大', { age: 6 }],
    ['宝宝8个月穿什么码', { age: 8 }],
    ['脚长24.5', { foot: 245 }],
    ['脚长245mm', { foot: 245 }],
    ['foot length 24.5 cm', { foot: 245 }],
    ['胸围88，腰围70', { chest: 88, waist: 70 }],
    ['腰围2尺1', { waist: 70 }],
    ['二尺腰', { waist: 66.7 }],
    ['waist 28 inches', { waist: 71.1 }],
    // CAT-28: without a unit it is what a body of that height can weigh.
    ['身高175体重85', { height: 175, weight: 85 }],
    ['身高165体重104', { height: 165, weight: 52 }],
    // Beds, parcels and prices are no bodies.
    ['1.8米床的有吗', {}],
    ['1米8的床用哪个', {}],
    ['2斤装多少钱', {}],
    ['被套200×230 cm', {}],
    ['59.9元包邮吗', {}],
    ['订单 20261111165520', {}],
    ['三个月能用完吗', {}],
    ['', {}],
  ])('%s', (text, body) => {
    expect(bodyIn(text)).toEqual({ body, unsure: [] })
  })

  test.each([
    // CAT-29: what can mean two things is asked for.
    ['身高160体重80', { height: 160 }, ['weight']],
    ['体重104穿什么码', {}, ['weight']],
    ['我身高165，老公身高180', {}, ['height']],
  ])('%s is not guessed', (text, body, unsure) => {
    expect(bodyIn(text)).toEqual({ body, unsure })
  })
})

test.each(['一', '1', '身高'])('the longest message of nothing but %s is read at once', (words) => {
  const read = (size: number) => bodyIn(words.repeat(size).slice(0, size))
  expect(growth(read, 1000)).toBeLessThan(LINEAR)
})
