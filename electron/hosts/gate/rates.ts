/** How many requests a second each token may make: a bucket that holds one second's worth. */

export type Rates = {
  /** 0: the request may be made, and counts. Else the whole seconds after which to ask again. */
  readonly take: (token: number, perSecond: number | null) => number;
};

/** @param monotonic milliseconds of a clock that nobody sets */
export function createRates(monotonic: () => number): Rates {
  const buckets = new Map<number, { left: number; at: number }>();
  return {
    take(token, perSecond) {
      if (perSecond === null) return 0;
      const now = monotonic();
      const bucket = buckets.get(token) ?? { left: perSecond, at: now };
      const left = Math.min(perSecond, bucket.left + ((now - bucket.at) / 1000) * perSecond);
      const isFree = left >= 1;
      buckets.set(token, { left: isFree ? left - 1 : left, at: now });
      return isFree ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond));
    },
  };
}
