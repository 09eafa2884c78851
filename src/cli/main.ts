import { StartFault } from '../platform/config.ts'

interface Subcommand {
  name: string
  says: string
  example: string
  /** Explains itself at length when asked with --help. */
  ownHelp?: true
  run(args: string[]): Promise<number>
}

/** Every command of `./peakdesk`; the help is drawn from this list. A command's code is loaded when it is used. */
const commands: Subcommand[] = [
  {
    name: 'start',
    says: 'Starts PostgreSQL and the desk. Options: --port, --host, --data DIR, --empty (no seeded shop).',
    example: './peakdesk start --port 4600',
    run: async (args) => (await import('./start.ts')).start(args),
  },
  {
    name: 'import chats',
    ownHelp: true,
    says: 'Brings chat histories in from CSV, TSV, XLSX, JSON or JSONL. More: ./peakdesk import chats --help',
    example: './peakdesk import chats history.csv --map session=会话ID,role=身份,time=时间,text=内容',
    run: async (args) => (await import('./import/index.ts')).importChats(args),
  },
  {
    name: 'import orders',
    ownHelp: true,
    says: 'Brings orders in from the exports of Taobao, Pinduoduo, Douyin, or any table. More: ./peakdesk import orders --help',
    example: './peakdesk import orders ExportOrderList202111111200.csv --dry-run',
    run: async (args) => (await import('./import/index.ts')).importOrders(args),
  },
  {
    name: 'rates',
    ownHelp: true,
    says: 'Counts recorded chats by each platform’s rules: response rates, means. More: ./peakdesk rates --help',
    example: './peakdesk rates --platform taobao chats.jsonl --by agent',
    run: async (args) => (await import('./rates/index.ts')).rates(args),
  },
  {
    name: 'guard check',
    ownHelp: true,
    says: 'Looks at messages as the guard does before they leave, one a line. More: ./peakdesk guard check --help',
    example: './peakdesk guard check --platform pinduoduo < lines.txt',
    run: async (args) => (await import('./guard/index.ts')).guardCheck(args),
  },
  {
    name: 'quote',
    ownHelp: true,
    says: 'Prices baskets that bring their own offers and rules, and says how. More: ./peakdesk quote --help',
    example: './peakdesk quote docs/guide/pricing/tmall-2021.json --what-if',
    run: async (args) => (await import('./quote/index.ts')).quoteBaskets(args),
  },
  {
    name: 'replay',
    ownHelp: true,
    says: 'Plays a chat file as live buyers against a running desk. More: ./peakdesk replay --help',
    example: './peakdesk replay --buyers 200 --speed 10',
    run: async (args) => {
      await (await import('./replay/index.ts')).replay(args)
      return 0
    },
  },
  {
    name: 'assistant ask',
    ownHelp: true,
    says: 'Answers questions, one a line, from a FAQ file alone, as JSON lines. More: ./peakdesk assistant ask --help',
    example: './peakdesk assistant ask --faq faq.csv < questions.txt',
    run: async (args) => (await import('./assistant/index.ts')).assistantAsk(args),
  },
  {
    name: 'assistant eval',
    ownHelp: true,
    says: 'Measures the assistant’s matching on pairs of sentences. More: ./peakdesk assistant eval --help',
    example: './peakdesk assistant eval --pairs pairs.tsv',
    run: async (args) => (await import('./assistant/index.ts')).assistantEval(args),
  },
  {
    name: 'sms stand-in',
    ownHelp: true,
    says: 'Takes the place of a provider of text messages, for trying them out. More: ./peakdesk sms stand-in --help',
    example: './peakdesk sms stand-in --port 4717',
    run: async (args) => (await import('./sms/index.ts')).smsStandIn(args),
  },
  {
    name: 'shop add',
    says: 'Adds a shop, with everybody who owns one already as its owner. Options: --name, --platform, --zone, --locale.',
    example: './peakdesk shop add --name "云朵旗舰店" --platform taobao',
    run: async (args) => (await import('./admin.ts')).addShop(args),
  },
  {
    name: 'password',
    says: 'Gives a person a new random password and shows it, and ends their sessions.',
    example: './peakdesk password owner',
    run: async (args) => (await import('./admin.ts')).newPassword(args),
  },
]

const help = (): string =>
  [
    'Peakdesk: the customer-service desk for the biggest days.',
    '',
    'Usage: ./peakdesk <command> [options]',
    '',
    ...commands.flatMap(({ name, says, example }) => [`  ${name}`, `      ${says}`, `      ${example}`, '']),
    'PEAKDESK_PORT, PEAKDESK_HOST and PEAKDESK_DATA stand for the options; DATABASE_URL uses a PostgreSQL server that',
    'exists instead of the desk’s own. PEAKDESK_LOG=info shows more in the log.',
  ].join('\n')

const main = async (args: string[]): Promise<number> => {
  const wanted = args.join(' ')
  const command = commands.find(({ name }) => wanted === name || wanted.startsWith(`${name} `))
  if (command) {
    const rest = args.slice(command.name.split(' ').length)
    if (!command.ownHelp && rest.some((arg) => arg === '--help' || arg === '-h')) {
      console.log(`./peakdesk ${command.name}\n\n${command.says}\n\n  ${command.example}`)
      return 0
    }
    return command.run(rest)
  }
  if (args.length === 0 || wanted === '--help' || wanted === '-h' || wanted === 'help') {
    console.log(help())
    return args.length === 0 ? 2 : 0
  }
  console.error(`There is no command "${wanted}". Run ./peakdesk --help.`)
  return 2
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  // What a person can mend is one sentence; anything else is a bug and keeps its stack.
  const known = error instanceof StartFault || (error as Error).name === 'ClusterFault'
  console.error(known ? (error as Error).message : error)
  process.exitCode = 1
}
