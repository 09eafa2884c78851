import type { SeedPerson } from '../script.ts'

const everywhere = <T>(place: T) => ({ tmall: place, site: place })

/** 芦白 (Lubai) is a made-up maker of bedding and home wear; its people, goods and buyers are made up too.
 * Six accounts, because hashing a password takes 85 ms of a core and the first page should be there in seconds. */
export const people: SeedPerson[] = [
  {
    username: 'owner',
    name: '陈芦',
    places: everywhere({ role: 'owner', teams: [] }),
    online: false,
    says: '陈芦, owner',
  },
  {
    username: 'xuman',
    name: '许曼',
    places: everywhere({ role: 'supervisor', teams: [] }),
    online: true,
    says: '许曼, supervisor',
  },
  {
    username: 'tangning',
    name: '唐宁',
    places: everywhere({ role: 'agent', teams: ['pre-sales'] }),
    online: true,
    says: '唐宁, agent (pre-sales)',
  },
  {
    username: 'luyao',
    name: '陆遥',
    places: everywhere({ role: 'agent', teams: ['order-change'] }),
    online: true,
    says: '陆遥, agent (order changes)',
  },
  {
    username: 'fangqing',
    name: '方晴',
    places: everywhere({ role: 'agent', teams: ['after-sales'] }),
    online: true,
    says: '方晴, agent (after-sales)',
  },
  {
    username: 'zhoumu',
    name: '周木',
    places: { tmall: { role: 'agent', teams: ['bargaining'] }, site: { role: 'viewer', teams: [] } },
    online: false,
    says: '周木, agent (bargaining) on Tmall, viewer on the website',
  },
]
