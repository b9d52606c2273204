/** Saves text that the core streams (an export, rejected lines) as a file on the supervisor's machine, by a download. */

/** Collects the parts and offers them under `name`; rejects with the stream's error, and then nothing is saved. */
export async function saveText(name: string, type: string, parts: AsyncIterable<string>): Promise<void> {
  const collected: string[] = [];
  for await (const part of parts) collected.push(part);
  const address = URL.createObjectURL(new Blob(collected, { type: `${type};charset=utf-8` }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
