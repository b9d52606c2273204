/** The written policy: the usual text, its paper, and what is asked about it. Each group is named after the file that says it. */

export const policyPaperWords = {
  versionWrittenOn: (id: number, inline: string, author: string) => `Version ${id}, written on ${inline} by ${author}.`,
  nobodyHasConfirmed: 'Nobody has confirmed this version.',
  confirmedOnBy: (inline: string, author: string) => `Confirmed on ${inline} by ${author}.`,
  versionIsNewer: (newest: number) => `Version ${newest} is newer.`,
  dncDeskPolicy: 'DNC Desk policy',
  doNotCallPolicyVersion: (id: number) => `Do-not-call policy, version ${id}`,
  dncDesk: (appVersion: string) => `DNC Desk ${appVersion}`,
  versionOf: (id: number, inline: string) => `Version ${id} of ${inline}`,
  thePolicyAsData: 'The policy as data',
};

export const policyServiceWords = {
  noPolicyWasWritten: 'No policy was written yet.',
  theWrittenPolicy: (day: string, author: string) =>
    `The written policy was changed on ${day} by ${author}, and nobody has confirmed it since.`,
  by: (day: string, author: string) => `${day} by ${author}`,
  theWrittenPolicyWas: (when: string) => `The written policy was last confirmed on ${when}, more than a year ago.`,
  theWrittenPolicyWasConfirmed: (when: string) => `The written policy was confirmed on ${when}.`,
  thePolicyWasChanged: (author: string) =>
    `The policy was changed meanwhile by ${author}: read it as it is now, and say it again.`,
  thereIsNoVersion: (wanted: number) => `There is no version ${wanted}.`,
};

export const usualPolicyWords = {
  doNotCallPolicyOf: (name: string) => `Do-not-call policy of ${name}`,
  thisIsHowKeepsIts: (name: string) =>
    `This is how ${name} keeps its own do-not-call list, for everybody who calls for it: its people, its vendors, and the voice agents that they run. Anybody who asks gets a copy (47 CFR 64.1200(d)(1)).`,
  whoAsksIsNotCalled: '1. Who asks is not called again',
  whoeverSaysInAny:
    'Whoever says in any reasonable way that they do not want to be called is put on the list: on the phone, to a voice agent, in a message, by mail or on the web. Nobody argues, asks for a reason, or sends the person elsewhere.',
  howARequestIsRecorded: '2. How a request is recorded',
  whoeverTakesTheRequest:
    'Whoever takes the request enters the number, and the name if it was given, at once, with when and how the person asked (47 CFR 64.1200(d)(3)). A voice agent hands its requests to the desk by itself. The desk keeps who entered what and when, in a history in which nothing can be changed unnoticed.',
  byWhenItCounts: '3. By when it counts',
  theNumberIsBlocked: (deadline: string, rules: string) =>
    `The number is blocked here at once. It has to be blocked at every vendor within ${deadline} of the request. The rules that we know ask for: ${rules}.`,
  forHowLong: '4. For how long',
  aRequestIsHonoured:
    'A request is honoured for at least five years from when it was made (47 CFR 64.1200(d)(6)). Here a block has no end, unless the person named one. It ends only by a decision of a person, with a reason, which stays in the history.',
  whomItConcerns: '5. Whom it concerns',
  aRequestToCounts: (name: string) =>
    `A request to ${name} counts for everything that ${name} calls about, and for those affiliates that a person would reasonably expect it to count for (47 CFR 64.1200(d)(5)). A request is told to others only as far as it has to be, so that they do not call.`,
  whatCallersSay: '6. What callers say',
  everyCallSaysWho: (name: string) =>
    `Every call says who is calling, that it is for ${name}, and a telephone number or an address at which ${name} can be reached (47 CFR 64.1200(d)(4)).`,
  beforeAnybodyIsCalled: '7. Before anybody is called',
  aListOfPeopleTo:
    'A list of people to call is compared with this list, and with the national and state registries that apply, before it is dialled. The certificate of that is kept. A number that is in doubt is not called.',
  whoKnowsThis: '8. Who knows this',
  everybodyWhoHasTo:
    'Everybody who has to do with calls is told of this policy, shown how to use the list, and trained before the first call and once a year (47 CFR 64.1200(d)(2)). Vendors are bound to it in writing.',
  whoAnswersForIt: '9. Who answers for it',
  nameAndAddressOf:
    '[Name and address of the person who answers for this policy.] That person confirms it once a year, and whenever it was changed.',
};
