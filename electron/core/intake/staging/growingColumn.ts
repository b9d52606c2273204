/** A column of numbers that grows at its end: a typed array with room to spare. */
type NumericArray = Float64Array | Uint32Array | Uint8Array;

export type GrowingColumn<T extends NumericArray> = {
  readonly push: (value: number) => void;
  /** The values so far; another array once the column has grown. */
  readonly view: () => T;
  /** 0 beyond the end. */
  readonly at: (index: number) => number;
  readonly set: (index: number, value: number) => void;
  readonly length: () => number;
  readonly clear: () => void;
};

/** @param given the first values, used without a copy */
export function createGrowingColumn<T extends NumericArray>(make: (length: number) => T, given?: T): GrowingColumn<T> {
  let data = given ?? make(1024);
  let length = given?.length ?? 0;
  return {
    push(value) {
      if (length === data.length) {
        const grown = make(Math.max(1024, length * 2));
        grown.set(data);
        data = grown;
      }
      data[length++] = value;
    },
    view: () => data.subarray(0, length) as T,
    at: (index) => data[index] ?? 0,
    set: (index, value) => {
      data[index] = value;
    },
    length: () => length,
    clear: () => {
      length = 0;
    },
  };
}
