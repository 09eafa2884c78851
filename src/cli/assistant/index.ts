import { output } from '../rates/output.ts'
import { askCommand } from './ask.ts'
import { evalCommand } from './eval.ts'

/** `./peakdesk assistant ask`, on the process's own streams. */
export const assistantAsk = async (args: string[]): Promise<number> => {
  const { write, flush } = output()
  try {
    return await askCommand(
      args,
      process.stdin,
      (text) => {
        // At once: another program may wait for the answer before it asks on.
        write(text)
        flush()
      },
      (text) => console.error(text),
    )
  } finally {
    flush()
  }
}

/** `./peakdesk assistant eval`. */
export const assistantEval = (args: string[]): Promise<number> =>
  evalCommand(
    args,
    (text) => process.stdout.write(text),
    (text) => console.error(text),
  )
