/**
 * A written policy to begin with, in plain English: what 47 CFR 64.1200(d) asks a company for that calls for telemarketing in
 * the United States, and what this desk does for it. It is a draft for the company, and no advice: the company knows what it does.
 */
import type { Settings } from '../../../shared/contract/settings.ts';
import { deadlinePresets, describeDeadline } from '../../../shared/domain/home/deadline.ts';
import { usualPolicyWords as say } from '../../../shared/words/core/policy.ts';

/** The text, with blank lines between paragraphs. Lines that begin with a number are headings. */
export function toUsualPolicy({ company, deadline }: Pick<Settings, 'company' | 'deadline'>): string {
  const name = company ?? '[name of the company]';
  const rules = deadlinePresets.map(({ country, rule, source }) => `${country}: ${rule} (${source})`).join('; ');
  return [
    say.doNotCallPolicyOf(name),
    say.thisIsHowKeepsIts(name),
    say.whoAsksIsNotCalled,
    say.whoeverSaysInAny,
    say.howARequestIsRecorded,
    say.whoeverTakesTheRequest,
    say.byWhenItCounts,
    say.theNumberIsBlocked(describeDeadline(deadline), rules),
    say.forHowLong,
    say.aRequestIsHonoured,
    say.whomItConcerns,
    say.aRequestToCounts(name),
    say.whatCallersSay,
    say.everyCallSaysWho(name),
    say.beforeAnybodyIsCalled,
    say.aListOfPeopleTo,
    say.whoKnowsThis,
    say.everybodyWhoHasTo,
    say.whoAnswersForIt,
    say.nameAndAddressOf,
  ].join('\n\n');
}
