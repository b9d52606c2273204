/** What an intake reads from: a file or pasted text that may be a list of numbers to block, and what speaks against it. */
import type { FileFrom } from '../../../shared/contract/files.ts';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { describeLeads } from '../../../shared/domain/columns/leadFile.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import { type Answer, refuse } from '../answer.ts';
import { hasPhoneColumn, whyNoList } from '../files/describe.ts';
import { type OpenedFile, openFile, type ReadSettings } from '../files/openFile.ts';
import { sourceWords as say } from '../../../shared/words/core/intake.ts';

export type OpenedSource = Pick<OpenedFile, 'opened' | 'pieces' | 'checkUnchanged' | 'close'> & {
  readonly from: FileFrom;
  readonly found: Omit<IntakeFound, 'intake'>;
};

export const noPhoneNote = say.noColumnOfPhoneNumbers;

/**
 * Opens a source. `region` helps to tell phone numbers from other digits. A refusal is one sentence; a part without
 * anything to import is refused only where no other part can be chosen.
 */
export async function openSource(
  from: FileFrom,
  settings: ReadSettings,
  context: { readonly uploadsDir: string; readonly region: Region | undefined },
): Promise<Answer<OpenedSource>> {
  const answer = await openFile(from, settings, { ...context, purpose: 'list' });
  if (!answer.ok) return answer;
  const { opened, pieces, checkUnchanged, close } = answer.value;
  const refused = opened.refused?.message ?? whyNoList(answer.value);
  const hasOthers = opened.levels.some(({ parts }) => parts.length > 1);
  if (refused !== null && !(hasOthers && settings.letChoose === true)) return refuse(refused);
  const found = { ...toFound(answer.value), refused };
  return { ok: true, value: { from, found, opened, pieces, checkUnchanged, close } };
}

function toFound({ found, layout, opened }: OpenedFile): Omit<IntakeFound, 'intake' | 'refused'> {
  const { dialer } = layout;
  const leads = describeLeads({
    name: found.name,
    header: opened.header,
    fields: found.columns.map(({ field }) => field),
    ...(dialer === undefined ? {} : { dialer }),
  });
  return {
    ...found,
    notes: [
      ...found.notes,
      ...(layout.why === '' ? [] : [layout.why]),
      ...(hasPhoneColumn(found) ? [] : [noPhoneNote]),
    ],
    layout: dialer?.name ?? null,
    asks: leads === undefined ? [] : [{ kind: 'leads', sentence: leads }],
    requestValues: dialer?.requestValues === undefined ? null : [...dialer.requestValues],
    otherValues: null,
    columnAnswers: [],
  };
}
