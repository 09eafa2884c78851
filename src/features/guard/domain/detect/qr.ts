import { type Detector, hit } from '../reading.ts'

export const qr: Detector = {
  rules: ['contact.qr'],
  find: ({ marks }) =>
    marks
      .filter(({ topic, strong }) => (topic === 'qr' || topic === 'scan') && strong)
      .map(({ from, to }) => hit('contact.qr', from, to)),
}
