/** Solves the two Double Eleven exercises over the pricing engine: `node bench/price-cases.ts 25561 < 25561/1.in`. */
import { readFileSync } from 'node:fs'
import {
  answer,
  isProblem,
  problems,
  readProblem,
} from '../src/features/pricing/testing/price-cases/problem.ts'
import { solve } from '../src/features/pricing/testing/price-cases/solve.ts'

const id = process.argv[2]
if (!isProblem(id)) {
  console.error(`Usage: node bench/price-cases.ts ${Object.keys(problems).join('|')} < input`)
  process.exit(2)
}
try {
  console.log(answer(solve(id, readProblem(id, readFileSync(0, 'utf8')))))
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exit(1)
}
