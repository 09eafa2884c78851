/**
 * The mobile number of mainland China in a text, as eleven digits; null where there is none to send to: masked (`138****0000`), a
 * platform's cipher or virtual number with an extension, a landline. Files put blanks, dashes, a country code or `'` around it.
 */
export const mobileIn = (text: string): string | null => {
  const bare = text.normalize('NFKC').replace(/^['’\s]+|\s+$/g, '')
  if (!/^[+\d\s()-]+$/.test(bare)) return null
  const digits = bare.replace(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}

/** Enough of a number to recognise it by. */
export const maskedMobile = (mobile: string): string => `${mobile.slice(0, 3)}****${mobile.slice(-4)}`
