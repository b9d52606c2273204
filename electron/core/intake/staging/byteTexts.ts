/** Texts of a file that are known by their bytes: what stands in a line in front of one cell, and behind it. */
export type AroundCell = {
  readonly from: number;
  readonly phoneFrom: number;
  readonly phoneTo: number;
  readonly to: number;
};

export type ByteTexts = {
  /** The hash of a text: of 0 and its first unit, of that and the second, and so on. */
  readonly mix: (hash: number, unit: number) => number;
  /** The place of this text among those that were added; -1: it is none of them. */
  readonly find: (bytes: Uint8Array, around: AroundCell, hash: number) => number;
  /** Adds a text that is not there, as the next place; false: there is no room. */
  readonly add: (bytes: Uint8Array, around: AroundCell, hash: number) => boolean;
};

/** Bytes that are kept of all texts together. */
const mostBytes = 4 * 1024 * 1024;

/** @param most as many texts are kept at most */
export function createByteTexts(most: number): ByteTexts {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(most * 2))).fill(-1);
  const mask = slots.length - 1;
  const hashes: number[] = [];
  const starts: number[] = [];
  const fronts: number[] = [];
  let kept = new Uint8Array(4096);
  let used = 0;

  function isSame(place: number, bytes: Uint8Array, { from, phoneFrom, phoneTo, to }: AroundCell): boolean {
    let at = starts[place] ?? 0;
    const stop = starts[place + 1] ?? used;
    if (phoneFrom - from !== fronts[place] || phoneFrom - from + to - phoneTo !== stop - at) return false;
    for (let unit = from; unit < phoneFrom; unit++) if (kept[at++] !== bytes[unit]) return false;
    for (let unit = phoneTo; unit < to; unit++) if (kept[at++] !== bytes[unit]) return false;
    return true;
  }

  return {
    mix: (hash, unit) => Math.imul(hash ^ unit, 0x01_00_01_93) + 1,
    find(bytes, around, hash) {
      for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
        const place = slots[slot] ?? -1;
        if (place === -1 || (hashes[place] === hash && isSame(place, bytes, around))) return place;
      }
    },
    add(bytes, { from, phoneFrom, phoneTo, to }, hash) {
      const length = phoneFrom - from + to - phoneTo;
      if (hashes.length === most || used + length > mostBytes) return false;
      while (used + length > kept.length) {
        const grown = new Uint8Array(kept.length * 2);
        grown.set(kept);
        kept = grown;
      }
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = hashes.push(hash) - 1;
      starts.push(used);
      fronts.push(phoneFrom - from);
      kept.set(bytes.subarray(from, phoneFrom), used);
      kept.set(bytes.subarray(phoneTo, to), used + phoneFrom - from);
      used += length;
      return true;
    },
  };
}
