/** “新疆” and “新疆维吾尔自治区” are one: addresses write provinces short or long. */
export const inRegions = (region: string, regions: readonly string[]): boolean =>
  regions.some((r) => region.startsWith(r) || r.startsWith(region))
