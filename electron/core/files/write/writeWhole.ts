/** Writes bytes to a place that a person named, whole or not at all. */
import type { Answer } from '../../answer.ts';
import { saveText } from './durableFile.ts';
import { toWriteSentence } from './writeProblem.ts';
import { type WriteRules, toWriteTarget } from './writeTarget.ts';

/**
 * The real path that was written; refused where nothing may be written there, FAILED where the disk refuses it.
 * @throws what is no error of the file system
 */
export async function writeWhole(
  path: string,
  bytes: Uint8Array,
  rules: WriteRules,
): Promise<Answer<{ path: string }>> {
  const target = toWriteTarget(path, rules);
  if (!target.ok) return target;
  try {
    await saveText(target.value, bytes);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { ok: false, code: 'FAILED', message: toWriteSentence(path, String(error.code)) };
  }
  return { ok: true, value: { path: target.value } };
}
