/**
 * A written policy to begin with, in plain English: what 47 CFR 64.1200(d) asks a company for that calls for telemarketing in
 * the United States, and what this desk does for it. It is a draft for the company, and no advice: the company knows what it does.
 */
import type { Settings } from '../../../shared/contract/app.ts';
import { deadlinePresets, describeDeadline } from '../../../shared/domain/home/deadline.ts';

/** The text, with blank lines between paragraphs. Lines that begin with a number are headings. */
export function toUsualPolicy({ company, deadline }: Pick<Settings, 'company' | 'deadline'>): string {
  const name = company ?? '[name of the company]';
  const rules = deadlinePresets.map(({ country, rule, source }) => `${country}: ${rule} (${source})`).join('; ');
  return [
    `Do-not-call policy of ${name}`,
    `This is how ${name} keeps its own do-not-call list, for everybody who calls for it: its people, its vendors, and the voice agents that they run. Anybody who asks gets a copy (47 CFR 64.1200(d)(1)).`,
    '1. Who asks is not called again',
    'Whoever says in any reasonable way that they do not want to be called is put on the list: on the phone, to a voice agent, in a message, by mail or on the web. Nobody argues, asks for a reason, or sends the person elsewhere.',
    '2. How a request is recorded',
    'Whoever takes the request enters the number, and the name if it was given, at once, with when and how the person asked (47 CFR 64.1200(d)(3)). A voice agent hands its requests to the desk by itself. The desk keeps who entered what and when, in a history in which nothing can be changed unnoticed.',
    '3. By when it counts',
    `The number is blocked here at once. It has to be blocked at every vendor within ${describeDeadline(deadline)} of the request. The rules that we know ask for: ${rules}.`,
    '4. For how long',
    'A request is honoured for at least five years from when it was made (47 CFR 64.1200(d)(6)). Here a block has no end, unless the person named one. It ends only by a decision of a person, with a reason, which stays in the history.',
    '5. Whom it concerns',
    `A request to ${name} counts for everything that ${name} calls about, and for those affiliates that a person would reasonably expect it to count for (47 CFR 64.1200(d)(5)). A request is told to others only as far as it has to be, so that they do not call.`,
    '6. What callers say',
    `Every call says who is calling, that it is for ${name}, and a telephone number or an address at which ${name} can be reached (47 CFR 64.1200(d)(4)).`,
    '7. Before anybody is called',
    'A list of people to call is compared with this list, and with the national and state registries that apply, before it is dialled. The certificate of that is kept. A number that is in doubt is not called.',
    '8. Who knows this',
    'Everybody who has to do with calls is told of this policy, shown how to use the list, and trained before the first call and once a year (47 CFR 64.1200(d)(2)). Vendors are bound to it in writing.',
    '9. Who answers for it',
    '[Name and address of the person who answers for this policy.] That person confirms it once a year, and whenever it was changed.',
  ].join('\n\n');
}
