/** Where an order is shown whole. */
export const addressOfOrder = (shopId: number, orderId: string): string =>
  `/orders?shop=${shopId}&order=${encodeURIComponent(orderId)}`
