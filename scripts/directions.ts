import type { IRegularForbiddenRuleType } from 'dependency-cruiser'

/** Features in the order in which they may use each other: each only those before it (see README, “Architecture”). */
export const features = [
  'shop',
  'catalog',
  'order',
  'channel',
  'conversation',
  'campaign',
  'pricing',
  'bargaining',
  'task',
  'clock',
  'routing',
  'phrase',
  'guard',
  'assistant',
  'desk',
  'livestream',
  'recovery',
  'staffing',
  'training',
  'rehearsal',
  'insight',
]

const SERVER_FILES = String.raw`/(store|service|routes|jobs|index|main)\.ts$`
const TEST = String.raw`\.test\.tsx?$`

/** Who may import whom. `root` is the folder that holds `src`, for the rules' own fixture. */
export const rules = (root = ''): IRegularForbiddenRuleType[] => {
  const at = (path: string) => `^${root}src/${path}`
  const rule = (
    name: string,
    comment: string,
    from: IRegularForbiddenRuleType['from'],
    to: IRegularForbiddenRuleType['to'],
  ): IRegularForbiddenRuleType => ({ name, comment, severity: 'error', from, to })
  return [
    rule(
      'no-cycles',
      'What depends on itself cannot be understood a part at a time.',
      {},
      { circular: true },
    ),
    rule(
      'shared-stands-alone',
      'Vocabulary of both sides: no server, no browser, no feature.',
      { path: at('shared/'), pathNot: TEST },
      { pathNot: [at('shared/'), 'node_modules/zod/'] },
    ),
    rule(
      'domain-is-pure',
      'Decisions depend on their arguments: no database, clock, network or library but zod.',
      {
        path: at('features/[^/]+/(domain(\\.ts|/)|contract\\.ts|command\\.ts|step(\\.ts|/))'),
        pathNot: TEST,
      },
      {
        pathNot: [
          at('shared/'),
          at('features/[^/]+/(domain(\\.ts|/)|contract\\.ts|command\\.ts|step(\\.ts|/))'),
          'node_modules/zod/',
        ],
      },
    ),
    rule(
      'platform-knows-no-feature',
      'Features stand on the platform, not the other way round.',
      { path: at('platform/'), pathNot: TEST },
      { path: at('features/') },
    ),
    rule(
      'web-imports-no-server',
      'The browser gets contracts, domain and shared; never SQL or use cases.',
      { path: at('(web|widget)/|features/[^/]+/ui(/|\\.ts)') },
      {
        path: [
          at('platform/'),
          at('cli/'),
          `${at('features/')}[^/]+${SERVER_FILES}`,
          '^node:',
          '^(fs|path|http)$',
        ],
      },
    ),
    rule(
      'server-imports-no-web',
      'Screens are built, not run, by the server.',
      { path: at('(platform|cli|main\\.ts|features/)'), pathNot: at('features/[^/]+/ui(/|\\.ts)') },
      { path: at('(web|widget)/|features/[^/]+/ui(/|\\.ts)') },
    ),
    ...features.map((feature, i) =>
      rule(
        `${feature}-uses-earlier-features`,
        'Features use only those before them in the list.',
        { path: at(`features/${feature}/`), pathNot: [TEST, at('features/[^/]+/ui(/|\\.ts)')] },
        { path: at(`features/(${features.slice(i + 1).join('|') || 'none-is-later'})/`) },
      ),
    ),
  ]
}
