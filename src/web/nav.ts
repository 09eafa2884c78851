/** Where one can go, as addresses. The router is given once it exists; features need not know it. */
let push: (address: string, replace: boolean) => void = (address) => {
  window.location.assign(address)
}

export const provideNavigation = (by: typeof push) => {
  push = by
}
export const goTo = (address: string, replace = false) => push(address, replace)

export const addressOfTalk = (shopId: number, id: number, messageId?: number): string =>
  `/c/${shopId}/${id}${messageId === undefined ? '' : `?at=${messageId}`}`
