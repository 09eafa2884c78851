import { client } from '../../../../web/api.ts'
import { adviserContract } from '../../adviser/contract.ts'
import { recoveryContract } from '../../contract.ts'

export const adviserApi = client(adviserContract)
export const plansApi = client({ addPlan: recoveryContract.addPlan })
