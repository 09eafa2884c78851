import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { openStandIn } from '../../features/channel/sms/stand-in.ts'
import { StartFault } from '../../platform/config.ts'

const help = `./peakdesk sms stand-in [--port 4717] [--key-id ID] [--secret SECRET] [--desk URL] [--quiet]

Takes the place of Aliyun's and Tencent's SendSms on this machine, for trying text messages out: nothing leaves it. Put its
address into Settings > Text messages > Other address, with the same key and secret. It checks signatures as they do.

  --desk URL   the callback address of the desk without its last part: http://127.0.0.1:4600/sms/<key>
               Then each message is reported as delivered, unless --quiet is given.

While it runs, type a line:
  13800001234 TD            somebody replies to a message
  aliyun-3 failed           a message is reported as not delivered (or: delivered)`

/** `./peakdesk sms stand-in`. Runs until it is interrupted. */
export const smsStandIn = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4717' },
      'key-id': { type: 'string', default: 'stand-in' },
      secret: { type: 'string', default: 'stand-in-secret' },
      desk: { type: 'string' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StartFault(`--port ${values.port} is no port: give a number from 0 to 65535.`)
  if (values.desk !== undefined && !URL.canParse(values.desk))
    throw new StartFault(
      `--desk ${values.desk} is no address: give one like http://127.0.0.1:4600/sms/<key>.`,
    )
  const desk = values.desk?.replace(/\/+$/, '') ?? null
  const standIn = await openStandIn({
    ...{ keyId: values['key-id'], secret: values.secret, port, desk, reports: !values.quiet },
    took: ({ id, phone, sign, template, values: filled }) =>
      console.log(`${id}  ${phone}  【${sign}】 ${template} ${JSON.stringify(filled)}`),
  }).catch((error: NodeJS.ErrnoException) => {
    throw new StartFault(
      error.code === 'EADDRINUSE' ? `Port ${port} is taken: give another one with --port.` : error.message,
    )
  })
  console.log(`Listening on ${standIn.url} (key ${values['key-id']}). Ctrl+C ends it.`)
  const lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    const [first = '', ...rest] = line.trim().split(/\s+/)
    if (first === '') return
    const about = standIn.messages.find(({ id }) => id === first)
    const last = standIn.messages.findLast(({ phone }) => phone === first)
    const done = about
      ? standIn.report(about.id, rest[0] !== 'failed')
      : standIn.reply(last?.provider ?? 'aliyun', first, rest.join(' '))
    done.then(
      (status) => console.log(`The desk answered ${status}.`),
      (error: Error) => console.error(error.message),
    )
  })
  await new Promise<void>((resolve) => process.once('SIGINT', resolve))
  lines.close()
  await standIn.close()
  return 0
}
