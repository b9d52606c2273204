/** Saves bytes that the core streams (halves of a lead file, a certificate) as a file on the supervisor's machine, by a download. */

/**
 * Takes base64 pieces and offers the bytes under `name`.
 * @throws the stream's error, and then nothing is saved
 */
export async function saveBytes(name: string, pieces: AsyncIterable<string>): Promise<void> {
  const collected: Blob[] = [];
  for await (const piece of pieces) {
    // One blob per piece: the browser keeps large ones on the disk, not in the page's memory.
    collected.push(new Blob([Uint8Array.from(atob(piece), (letter) => letter.charCodeAt(0))]));
  }
  const address = URL.createObjectURL(new Blob(collected, { type: 'application/octet-stream' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
