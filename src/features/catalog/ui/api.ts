import { addressOf, client, request } from '../../../web/api.ts'
import { catalogContract, type ProductImport } from '../contract.ts'

export const catalogApi = client(catalogContract)

/** Everything of a shop's products, for what is to be asked anew after a change. */
export const PRODUCTS = 'products'
export const CHARTS = 'size-charts'

/** Gives a file to be looked at, or with the name of the plan that was shown, to be imported. */
export const sendProductFile = async (shopId: number, file: File, plan?: string): Promise<ProductImport> => {
  const { path } = catalogContract.importProducts
  const address = addressOf(path, { params: { shopId }, query: { name: file.name, plan } })
  const headers = { 'content-type': 'application/octet-stream' }
  return (await request(address, { method: 'POST', headers, body: file })) as ProductImport
}
