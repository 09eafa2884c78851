/** Gives a file that came as base64 to the person's downloads. */
export const saveFile = (name: string, base64: string): void => {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes]))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
