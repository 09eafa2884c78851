import { expect, test } from 'vitest'
import { blocksOf, piecesOf } from './prose.ts'

test('blocks of a page', () => {
  const page = [
    '# The bridge',
    'One paragraph',
    'over two lines.',
    '',
    '| a | b |',
    '|---|---|',
    '| 1 | x \\| y |',
    '- one',
    '  goes on',
    '- two',
    '```sh',
    '# not a heading',
    '',
    'curl',
    '```',
    'end',
  ].join('\n')
  expect(blocksOf(page)).toEqual([
    { is: 'heading', level: 1, text: 'The bridge' },
    { is: 'text', text: 'One paragraph over two lines.' },
    { is: 'table', head: ['a', 'b'], rows: [['1', 'x | y']] },
    { is: 'list', items: ['one goes on', 'two'] },
    { is: 'code', text: '# not a heading\n\ncurl' },
    { is: 'text', text: 'end' },
  ])
})

test('a fence that is never closed ends with the page', () => {
  expect(blocksOf('```\nx')).toEqual([{ is: 'code', text: 'x' }])
})

test('pieces of a line', () => {
  expect(piecesOf('Send `POST` to **the door** *now*, see [here](#x).')).toEqual([
    { as: 'plain', text: 'Send ' },
    { as: 'code', text: 'POST' },
    { as: 'plain', text: ' to ' },
    { as: 'bold', text: 'the door' },
    { as: 'plain', text: ' ' },
    { as: 'stress', text: 'now' },
    { as: 'plain', text: ', see ' },
    { as: 'link', text: 'here', to: '#x' },
    { as: 'plain', text: '.' },
  ])
})
