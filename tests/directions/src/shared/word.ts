// Breaks: shared-stands-alone, no-cycles.
import { work } from '../platform/work.ts'

export const word = () => work
