/** A version of the policy as a paper, or as text: with who wrote it and who confirmed it when. */
import type { Settings } from '../../../shared/contract/settings.ts';
import type { PolicyPart } from '../../../shared/contract/policy.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import { version as appVersion } from '../../../shared/version.ts';
import type { PolicyConfirmation, PolicyVersion } from '../db/desk/policyRows.ts';
import { createTimeWriter } from '../paper/paperTimes.ts';
import { type SheetLine, toPlainText, toSheets } from '../paper/sheets.ts';
import { policyPaperWords as say } from '../../../shared/words/core/policy.ts';

/** `newest`: the id of the newest version, which may be this one. */
export type Told = {
  readonly version: PolicyVersion;
  readonly confirmed: readonly PolicyConfirmation[];
  readonly newest: number;
  readonly company: Settings['company'];
  readonly zone: Zone;
  /** Epoch ms. */
  readonly madeAt: number;
};

/** The bytes of a part. */
export async function toPolicyPaper(part: PolicyPart, told: Told): Promise<Uint8Array> {
  const { version, confirmed, newest, company, zone, madeAt } = told;
  const time = createTimeWriter(zone);
  const lines = toLines(version.text, [
    say.versionWrittenOn(version.id, time.inline(version.at), version.author),
    ...(confirmed.length === 0
      ? [say.nobodyHasConfirmed]
      : confirmed.map(({ at, author }) => say.confirmedOnBy(time.inline(at), author))),
    ...(newest === version.id ? [] : [say.versionIsNewer(newest)]),
  ]);
  if (part === 'text') return Buffer.from(`${toPlainText(lines).join('\n\n')}\n`, 'utf8');
  const data = { policy: say.dncDeskPolicy, company, zone: zone.name, version, confirmed };
  return toSheets(lines, {
    title: say.doNotCallPolicyVersion(version.id),
    author: version.author,
    creator: say.dncDesk(appVersion),
    madeAt,
    foot: say.versionOf(version.id, time.inline(version.at)),
    attached: {
      name: 'policy.json',
      description: say.thePolicyAsData,
      text: `${JSON.stringify(data, null, 2)}\n`,
    },
  });
}

/** The text as lines: the first is the title, short ones that begin with a number head a paragraph. */
function toLines(text: string, about: readonly string[]): SheetLine[] {
  const [title = '', ...paragraphs] = text.split(/\n+/).filter((line) => line.trim() !== '');
  return [
    { kind: 'title', text: title.trim() },
    ...about.map((words): SheetLine => ({ kind: 'text', text: words })),
    ...paragraphs.map((line): SheetLine => {
      const isHeading = /^\d+\.\s/.test(line) && line.length <= 100;
      return isHeading ? { kind: 'subhead', text: line.trim() } : { kind: 'text', text: line.trim() };
    }),
  ];
}
