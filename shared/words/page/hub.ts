/** The words of the page: hub. Each group is named after the file that shows it. */
import { countOf, toCount } from '../counts.ts';

export const hubActionsWords = {
  numbersChangedHereNumbersShared: (received: number, sent: number) =>
    `${countOf(received, 'number')} changed here, ${countOf(sent, 'number')} shared.`,
  taken: 'Taken: the releases hold here too.',
  thisDeskTellsTheVendors: 'This desk tells the vendors as soon as the one that does has stopped.',
  theReleasesAreMeant: 'The releases are meant',
  tellTheVendorsFromHere: 'Tell the vendors from here',
  exchangeNow: 'Exchange now',
  leave: 'Leave…',
  thisDeskSharesNoList: 'This desk shares no list any more; its own list stays as it is.',
  leaveTheSharedList: 'Leave the shared list?',
  stay: 'Stay',
  whatIsBlockedHereStays: (waiting: number) =>
    `What is blocked here stays blocked here, and what was shared stays at the other desks. What is blocked from then on is not known to the others. To come back you need a new line.${waiting === 0 ? '' : ` ${countOf(waiting, 'number was', 'numbers were')} not shared yet.`}`,
  leaveIt: 'Leave',
};

export const hubHoursWords = {
  label: 'Without a reading',
  description:
    'When this desk has not read the shared list for so long, it calls no number callable until it has: others may have blocked one meanwhile.',
  never: 'However long: the list here counts',
  hours: (count: number) => `After ${countOf(count, 'hour')} no number is callable`,
  keptNever: 'Kept: the list here counts, however long ago the shared list was read.',
  keptHours: (count: number) => `Kept: after ${countOf(count, 'hour')} without a reading no number is callable here.`,
};

export const hubRequestsWords = {
  released: 'Released.',
  itStaysBlocked: 'It stays blocked.',
  askedFor: 'Releases that are asked for',
  askedForALead: 'Releases that are asked for; a lead has not answered yet',
  asked: 'Asked ',
  releasesThatAreAskedFor: 'Releases that are asked for',
  history: 'History',
  ofNumber: (number: string) => ` of ${number}`,
  keepBlocked: 'Keep blocked',
  release: 'Release',
};

export const joinHubWords = {
  joinedTheListAtAs: (place: string, name: string) => `Joined the list at ${place} as ${name}.`,
  thisDeskKeepsItsList:
    'This desk keeps its list for itself. Desks that share one block what any of them blocks; each keeps its own copy and goes on without the others. What is on the list here is shared when you join.',
  lineOfTheInvitation: 'Line of the invitation',
  oneLineThatBegins: 'One line that begins with dnc-desk-hub: and that the admin of the shared list made for you.',
  join: 'Join',
};

export const sharedListWords = {
  inStep: 'in step',
  waiting: 'waiting',
  notReadWholeYet: 'not read whole yet',
  needsYou: 'needs you',
  looksOnly: 'looks only',
  addsAndChanges: 'adds and changes',
  releasesAndNarrowsToo: 'releases and narrows too',
  sharedList: 'Shared list',
  asWho: (name: string) => ` · as ${name}, who `,
  lastRead: 'Last read ',
  notShared: 'Not shared; blocked here all the same',
  sentAgainWhenChanged:
    'Tell the admin of the shared list what it answers. A number is sent again when it is changed here, such as its reason.',
};

export const moreRowWords = {
  /** Of a list that shows its first lines. */
  andMore: (count: number) => `And ${toCount(count)} more.`,
};
