/** Characters of a text message, and of each part where it takes more than one (signature and stop line included). */
export const ONE = 70
export const PART = 67

/** How many messages a text is paid as. */
export const partsOf = (text: string): number => (text.length <= ONE ? 1 : Math.ceil(text.length / PART))

/** What it costs, in thousandths of a yuan. */
export const costOf = (text: string, priceLi: number): number => partsOf(text) * priceLi
