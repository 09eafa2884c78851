import { featuresOf } from '../features.ts'

/** Words that ask, in both languages: a clause with one is a question by itself. */
const ASKS =
  /[吗嘛么呢]|什么|怎么|怎样|如何|为何|为啥|多少|多久|多大|多长|几[天时点号个件]|哪|谁|能不能|可不可以|是不是|有没有|会不会|要不要|可以.{0,8}[吗不]|能否|是否|啥|咋|\b(?:what|when|where|why|how|who|which|can|could|do|does|did|is|are|will|would|should|may)\b/iu

const MARKS = /([?？!！。；;\n]+|\s{2,})/u
const COMMAS = /[,，、]|\s+(?:and also|and|also|another question)\s+|(?:还有|另外|顺便问下|顺便)/iu

/** Questions of one message that are answered one by one, at most. */
const MOST = 4

const isQuestion = (clause: string): boolean => ASKS.test(clause) && featuresOf(clause).symbols >= 2

/** Clauses up to the next one that asks belong to it: 我买的裙子到了，怎么退货 is one question. */
const gathered = (clauses: readonly string[]): string[] => {
  const questions: string[] = []
  let before = ''
  for (const clause of clauses) {
    const whole = before === '' ? clause : `${before}，${clause}`
    if (isQuestion(clause)) {
      questions.push(whole.trim())
      before = ''
    } else before = whole
  }
  const last = questions.at(-1)
  if (before.trim() !== '' && last !== undefined)
    questions[questions.length - 1] = `${last}，${before.trim()}`
  return questions
}

/** The questions of a message; itself where it holds one, or more than can be told apart. */
export const questionsIn = (text: string): string[] => {
  if (text.length > 600) return [text]
  const clauses = text
    .split(MARKS)
    .flatMap((piece, i) => (i % 2 === 1 ? [] : piece.split(COMMAS)))
    .filter((clause) => clause.trim() !== '')
  if (clauses.length < 2) return [text]
  const questions = gathered(clauses)
  return questions.length > 1 && questions.length <= MOST ? questions : [text]
}

/** Symbols without fillers up to which a message may be the rest of the question before. */
const SHORT = 4

const FOLLOWS = /^(?:那|那么|然后|要是|如果是|换成|and |what about|how about|then )|呢[?？!！。~～\s]*$/iu

/** Whether a message may need the question before: “那红色呢”, “多少钱”, “and in red?”. */
export const followsOn = (text: string): boolean => {
  const { symbols } = featuresOf(text)
  return symbols > 0 && (symbols <= SHORT || (symbols <= SHORT * 2 && FOLLOWS.test(text.trim())))
}
