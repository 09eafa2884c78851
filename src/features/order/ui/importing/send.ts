import { Refusal, type RefusalCode, refusals } from '../../../../shared/refusal.ts'
import { addressOf, Fault, refusalIn, signedOut, Unreachable } from '../../../../web/api.ts'
import { type OrderImport, type OrderImportLine, orderImportContract } from '../../import/contract.ts'

export type ToldProblem = NonNullable<OrderImportLine['problems']>[number]

export interface Sending {
  /** Bytes the desk has, while the file is on its way. */
  onSent(sent: number, total: number): void
  onRead(progress: NonNullable<OrderImportLine['progress']>): void
  onProblems(problems: readonly ToldProblem[]): void
}

/** The whole lines of a text that grows, each once. */
export const growingLines = () => {
  let from = 0
  return (text: string): string[] => {
    const lines: string[] = []
    for (let end = text.indexOf('\n', from); end >= 0; end = text.indexOf('\n', from)) {
      lines.push(text.slice(from, end))
      from = end + 1
    }
    return lines
  }
}

const failure = (status: number, text: string): Error => {
  let answer: unknown = null
  try {
    answer = JSON.parse(text)
  } catch {}
  const refusal = refusalIn(answer)
  if (refusal?.code === 'not-signed-in') signedOut.update((n) => n + 1)
  return refusal ?? (status === 0 || status >= 502 ? new Unreachable() : new Fault(status))
}

/**
 * Gives a file of orders to the desk and hears how far it is. XMLHttpRequest, because `fetch` does not tell how much of a
 * body has been sent. Throws Refusal, Unreachable or Fault; aborting breaks the import off after the piece at hand.
 */
export const sendOrderFile = (
  shopId: number,
  file: File,
  how: { do: 'look' | 'write'; at?: number | undefined },
  sending: Sending,
  signal: AbortSignal,
): Promise<OrderImport> =>
  new Promise((resolve, reject) => {
    const query = { name: file.name.slice(0, 200), modified: file.lastModified, ...how }
    const request = new XMLHttpRequest()
    const read = growingLines()
    let report: OrderImport | null = null
    let refused: Error | null = null
    const hear = () => {
      if (request.status !== 200) return
      for (const text of read(request.responseText)) {
        const line = JSON.parse(text) as OrderImportLine
        if (line.progress) sending.onRead(line.progress)
        if (line.problems) sending.onProblems(line.problems)
        if (line.report) report = line.report
        if (line.error)
          refused =
            line.error.code in refusals
              ? new Refusal(line.error.code as RefusalCode, line.error.detail)
              : new Fault(500)
      }
    }
    request.open('POST', addressOf(orderImportContract.importOrders.path, { params: { shopId }, query }))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => sending.onSent(loaded, total)
    request.onprogress = hear
    request.onload = () => {
      hear()
      if (report) resolve(report)
      else reject(refused ?? failure(request.status, request.responseText))
    }
    request.onerror = () => reject(new Unreachable())
    request.onabort = () => reject(new DOMException('broken off', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
