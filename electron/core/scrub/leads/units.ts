/** A file's characters as they are scanned: bytes, or the 16-bit units of UTF-16 in this machine's order. */
export type Units = Uint8Array | Uint16Array;

/** Decodes units to text. */
export type UnitDecoder = InstanceType<typeof TextDecoder>;
