/** A way to reach somebody outside the platform, found in a text. */
export interface Contact {
  kind: 'phone' | 'wechat' | 'qq' | 'email' | 'alipay'
  /** As it would be dialled or searched for: digits folded, separators left out. */
  value: string
  /** Where in the text, in UTF-16 units: from (included), to (excluded). */
  at: [number, number]
}

/** The contacts in what a buyer wrote. Plain and disguised; order and tracking numbers are none. */
export const contactsIn = (_text: string): Contact[] => []
