import { Fragment, type ReactNode } from 'react'
import guide from '../../../../docs/guide/bridge.md?raw'
import { type Block, blocksOf, piecesOf } from '../../../web/parts/prose.ts'

/** Links between the guides' files lead nowhere inside the workbench: they are shown as text. */
const Line = ({ text }: { text: string }): ReactNode =>
  piecesOf(text).map((piece, i) => {
    const key = `${i}${piece.text}`
    if (piece.as === 'code') return <code key={key}>{piece.text}</code>
    if (piece.as === 'bold') return <strong key={key}>{piece.text}</strong>
    if (piece.as === 'stress') return <em key={key}>{piece.text}</em>
    if (piece.as === 'link' && /^https?:/.test(piece.to))
      return (
        <a key={key} href={piece.to} target="_blank" rel="noreferrer">
          {piece.text}
        </a>
      )
    return <Fragment key={key}>{piece.text}</Fragment>
  })

const Row = ({ cells, as: Cell }: { cells: string[]; as: 'th' | 'td' }) => (
  <tr>
    {cells.map((cell, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: cells of an unchanging page
      <Cell key={i}>
        <Line text={cell} />
      </Cell>
    ))}
  </tr>
)

const Shown = ({ block }: { block: Block }) => {
  switch (block.is) {
    case 'heading': {
      const Heading = `h${block.level}` as 'h1' | 'h2' | 'h3' | 'h4'
      return (
        <Heading>
          <Line text={block.text} />
        </Heading>
      )
    }
    case 'code':
      return <pre className="code">{block.text}</pre>
    case 'text':
      return (
        <p>
          <Line text={block.text} />
        </p>
      )
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>
              <Line text={item} />
            </li>
          ))}
        </ul>
      )
    case 'table':
      return (
        <table>
          <thead>
            <Row cells={block.head} as="th" />
          </thead>
          <tbody>
            {block.rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of an unchanging page
              <Row key={i} cells={row} as="td" />
            ))}
          </tbody>
        </table>
      )
  }
}

/** How to connect a platform by the bridge: the same page as in the repository. */
const Guide = () => (
  <main className="sheet">
    <article className="prose" lang="en">
      {blocksOf(guide).map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks of an unchanging page
        <Shown key={i} block={block} />
      ))}
    </article>
  </main>
)
export default Guide
