/**
 * The seal of a file of evidence: its last field is the SHA-256 of every byte before it, so that no byte of the file can be
 * another without the seal saying so. It shows that a file was changed by somebody who did not make the seal anew; what
 * else can be shown is in the evidence (docs/decisions, "What a proof proves").
 */
import { createHash } from 'node:crypto';

const tail = (seal: string): string => `,\n  "seal": "${seal}"\n}\n`;
const tailLength = tail('0'.repeat(64)).length;
const toSeal = (body: string): string => createHash('sha256').update(body, 'utf8').digest('hex');

/** A document as sealed JSON, its fields in their order. It has one field at least, and none that is called seal. */
export function toSealedText(document: Readonly<Record<string, unknown>>): string {
  const body = JSON.stringify(document, null, 2).slice(0, -'\n}'.length);
  return body + tail(toSeal(body));
}

export type Opened =
  | { readonly ok: true; readonly document: unknown; readonly seal: string }
  /** `changed`: it has a seal, which is of other bytes; `unsealed`: there is no seal at its end. */
  | { readonly ok: false; readonly why: 'changed' | 'unsealed' };

/** Opens sealed bytes. */
export function openSealed(bytes: Uint8Array): Opened {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ok: false, why: 'changed' };
  }
  const [body, end] = [text.slice(0, -tailLength), text.slice(-tailLength)];
  const seal = /"([0-9a-f]{64})"/.exec(end)?.[1];
  if (seal === undefined || end !== tail(seal)) return { ok: false, why: 'unsealed' };
  if (toSeal(body) !== seal) return { ok: false, why: 'changed' };
  try {
    return { ok: true, document: JSON.parse(`${body}\n}`) as unknown, seal };
  } catch {
    return { ok: false, why: 'changed' };
  }
}
