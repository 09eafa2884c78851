/**
 * The pictures of a reply with more behind them, none twice; `instead` of those that came with something which is
 * replaced.
 */
export const withPictures = (
  all: readonly string[],
  more: readonly string[],
  instead: readonly string[] = [],
): readonly string[] => [
  ...all.filter((picture) => !instead.includes(picture) || more.includes(picture)),
  ...more.filter((picture) => !all.includes(picture)),
]
