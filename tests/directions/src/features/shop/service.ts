// Breaks: shop-uses-earlier-features, server-imports-no-web.

import { page } from '../../web/page.ts'
import { step } from '../desk/step.ts'

export const serve = () => [step, page]
