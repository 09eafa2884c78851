/**
 * What one visitor and one address may ask of the public door. Addresses are generous: whole offices, and in China
 * whole cities of phones, share one.
 */
export const webChatLimits = {
  address: { points: 1500, seconds: 60 },
  sessionsOfAddress: { points: 120, seconds: 60 },
  picturesOfAddress: { points: 60, seconds: 60 },
  /** Faster than anyone types, slower than any script. */
  messagesOfVisitor: { points: 20, seconds: 20 },
  picturesOfVisitor: { points: 12, seconds: 60 },
  /** Streams, earlier messages, read and typing. */
  othersOfVisitor: { points: 120, seconds: 60 },
  streams: { ofVisitor: 8, ofAddress: 300 },
}
export type WebChatLimits = typeof webChatLimits
