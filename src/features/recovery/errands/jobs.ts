import { inEveryShop, type Job } from '../../../platform/jobs/index.ts'
import type { SettingsDeps } from '../../shop/index.ts'
import { shareErrands } from './service.ts'

/** Gives errands that nobody has to those who have come on duty. */
export const sharingErrands = (deps: SettingsDeps): Record<string, Job> => ({
  share_errands: {
    cron: '* * * * *',
    run: () => inEveryShop(deps.db, (shopId) => shareErrands(deps, shopId)),
  },
})
