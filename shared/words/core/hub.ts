/** What is said of the list that desks share. Each group is named after the file that says it. */
import { countOf } from '../counts.ts';
import { toMoment } from '../moments.ts';

export const answerRequestWords = {
  onlyALeadAnswers: 'Only a lead answers: your login on the shared list may not release.',
  thereIsNoSuchRequest: 'There is no such request.',
  hasAnsweredIt: (answeredBy: string, answer: string) => `${answeredBy} has answered it: ${answer}.`,
  isAnotherBlock: (number: string, since: string) =>
    `${number} stays blocked:${since === '' ? ' its block was changed since it was shown.' : since} Look at it again, and then answer.`,
  sayWhichBlock: (number: string, since: string, named: string) =>
    `${number} stays blocked:${since} If it is to be released all the same, name that block: ${named}.`,
};

export const exchangeWords = {
  thisDeskSharesNo: 'This desk shares no list: join one with the line that an admin made (dnc-desk hub join).',
  theExchangeWasEnded: 'The exchange with the shared list was ended, as this desk took another login or left the list.',
  theExchangeBrokeOff:
    'The exchange with the shared list broke off by an error of DNC Desk, which is in its log: what is blocked here stays blocked, and what others block may be lacking here.',
  thePasswordOfThe: 'The password of the shared list cannot be read: join it again with a new line.',
  thePasswordWasKeptWithout: (named: string, login: string) =>
    `The password of the shared list was kept by an earlier version, which did not note for which place, and this list came with a backup that names ${named} with the login ${login}: it is not sent there. If the shared list is there, join it again with a new line of its admin (dnc-desk hub join); otherwise leave it (dnc-desk hub leave) and join the right one.`,
  thePasswordWasGivenFor: (given: string, named: string, login: string) =>
    `The password of the shared list was given for ${given}, and this list names ${named} with the login ${login}, or another certificate: it is not sent there. A backup can have brought that. If the shared list is there now, join it again with a new line of its admin (dnc-desk hub join); otherwise leave it (dnc-desk hub leave) and join the right one.`,
};

export const hubServiceWords = {
  thisDeskSharesThe: (placeOf: string) =>
    `This desk shares the list at ${placeOf}: leave that one first (dnc-desk hub leave).`,
  noVendorCanBeConnected: (message: string) => `No vendor can be connected now. ${message}`,
};

export const hubViewWords = {
  asksToRelease: (askedBy: string, number: string, reason: string) =>
    `${askedBy} asks to release ${number}: ${reason}.`,
  blockedOrChangedSince: (by: string, instant: string) =>
    `Since then ${by} blocked or changed it (${toMoment(instant)}).`,
  releasedOrNarrowed: (askedBy: string, number: string, reason: string) =>
    `${askedBy} released or narrowed ${number} (${reason}). It stays blocked for all that it was: another desk changed it meanwhile, or ${askedBy} is no lead any more.`,
  triedAgain: ' An open desk tries again by itself, every minute at the latest.',
  toBeShared: (waiting: number) => ` ${countOf(waiting, 'number waits', 'numbers wait')} to be shared.`,
  heldHereAlone: (waiting: number) =>
    ` ${countOf(waiting, 'number is', 'numbers are')} blocked here alone: your login only looks at the shared list.`,
  notSharedHereThe: (refused: number) =>
    ` ${countOf(refused, 'number is', 'numbers are')} not shared; here the block holds.`,
  theSharedListWas: (owed: string) =>
    `The shared list was not read whole yet: until then no number is called callable here.${owed}`,
  inStepWithTheShared: 'In step with the shared list.',
  elseInStep: (kept: string) => `${kept.trim()} All else is in step with the shared list.`,
  thisDeskHasNotRead:
    'This desk has not read the whole shared list yet: a number may be blocked there that is not known here (dnc-desk hub sync).',
  theSharedListWasLast: (instant: string, openHours: number) =>
    `The shared list was last read at ${toMoment(instant)}, more than ${countOf(openHours, 'hour')} ago: a number may have been blocked there since.`,
};

export const inviteLineWords = {
  thatIsNoLineOf:
    'That is no line of an invitation: it begins with dnc-desk-hub: and is pasted whole, as dnc-desk hub invite printed it.',
};

export const factWords = {
  theSharedListHas: 'The shared list has something about a vendor that cannot be read.',
};

export const leadWords = {
  theOtherDesksHave: (of: string) =>
    `The other desks have not heard of ${of} yet: nothing is sent there before this desk has exchanged with the shared list.`,
  itWasAskedToSync: (refused: string) => `${refused} It was asked to sync now.`,
  nothingIsSentToThat: (message: string, of: string) =>
    `${message} Nothing is sent to ${of} that the shared list has not heard of.`,
};

export const leadViewWords = {
  theSharedListCannot: (account: string) =>
    `The shared list cannot be reached, so that another desk may tell ${account} by now: nothing is sent there from here before it is reached again.`,
  thisDeskToldWhen: (account: string) =>
    `This desk told ${account} when it ended without closing: it goes on as soon as that is sure to be over, in a minute or two.`,
  anotherDesk: 'another desk',
  theDeskOf: (name: string) => `the desk of ${name}`,
  isToldBySince: (account: string, whose: string, instant: string) =>
    `${account} is told by ${whose} since ${toMoment(instant)}.`,
  wasToldByWhenThe: (account: string, whose: string, instant: string) =>
    `${account} was told by ${whose} when the shared list was last read, at ${toMoment(instant)}.`,
  lastItWasUntil: (whose: string, instant: string) => ` Last it was ${whose}, until ${toMoment(instant)}.`,
  thisDeskTakesOver: ' This desk takes over as soon as it exchanges with the shared list.',
  enterItsTokenHere: ' Enter its token here, and this desk takes over.',
  nobodyTellsNow: (account: string, before: string, next: string) => `Nobody tells ${account} now.${before}${next}`,
  asOf: (instant: string, sentence: string) => ` As of ${toMoment(instant)}: ${sentence}`,
  vendorsAreToldBy: (name: string) =>
    `Vendors are told by one of the desks that share a list, and that is ${name}: two would write to the same lists there. Have that desk and the shared list upgraded (dnc-desk hub upgrade), or have a lead take the accounts over here (dnc-desk hub lead).`,
};

export const adminWords = {
  aNewerVersionOfDnc:
    'A newer version of DNC Desk made this shared list: update DNC Desk here first. Nothing was changed.',
  isAMemberAlready: (name: string) => `${name} is a member already: revoke the old login first, or give another name.`,
  nobodyNamedHasALogin: (named: string) =>
    `Nobody named ${named} has a login that works; dnc-desk hub status names them.`,
};

export const askWords = {
  theSharedListDoes: 'The shared list does not answer.',
};

export const certificateWords = {
  theServerAtNoPassword: (host: string, what: string, next: string) =>
    `The server at ${host} ${what}. No password was sent to it. ${next}`,
  showsTheCertificate: 'shows the certificate of another name',
  anAdminInvitesWith: 'An admin invites with the name that is in the certificate (dnc-desk hub invite --host).',
  showsACertificate: 'shows a certificate that has expired',
  itsAdminRenewsIt: "Its admin renews it, unless this computer's clock is wrong.",
  showsACertificateThat: 'shows a certificate that is not valid yet',
  seeFirstWhetherThis: "See first whether this computer's clock is right.",
  showsACertificateOf: 'shows a certificate of an authority that this computer does not know',
  showsACertificateThatIs: 'shows a certificate that is not of the authority in the invitation',
  anAdminInvitesWithThat:
    "An admin invites with that authority's certificate (dnc-desk hub invite --ca FILE), if the server is the right one.",
  doesNotOfferTls: 'does not offer TLS',
  itsAdminSwitches: 'Its admin switches that on (ssl = on).',
  didNotProveThatIt: (message: string) => `did not prove that it is the right one (${message})`,
  askItsAdmin: 'Ask its admin.',
};

export const connectWords = {
  asksForThePassword: (host: string) =>
    `The database at ${host} asks for the password itself, over a connection without TLS. No password was sent: its admin has it ask by SCRAM (password_encryption = scram-sha-256, scram-sha-256 in pg_hba.conf, and the password set anew), or switches TLS on.`,
  thereIsNoComputer: (host: string) => `There is no computer named ${host}, or the network is down.`,
  onlyALeadMayRelease: 'Only a lead may release a number or narrow its block.',
  thisLoginMayNotDo: 'This login may not do that on the shared list.',
  theDatabaseOfThe:
    'The database of the shared list lets nobody else in: its admin allows more connections (max_connections), one for each desk and some to spare.',
  theSharedListIsBusy: 'The shared list is busy: try again in a moment.',
  thisPushWasTaken: 'This push was taken before.',
  theSharedListDoes: 'The shared list does not let this login in: it was revoked, or the line is an old one.',
  thereIsNoSharedList: 'There is no shared list in that database: an admin makes one with dnc-desk hub init.',
  thisDeskStoodStill:
    'This desk stood still in the middle of a push, so that the shared list gave it up and took nothing of it: what waits is sent with the next exchange.',
  theSharedListCannot: 'The shared list cannot be reached.',
  theSharedListAnswered: (message: string) => `The shared list answered with an error: ${message}.`,
};

export const pushWords = {
  theSharedListIsAnother: 'The shared list is another one now, or asks for a newer version of DNC Desk.',
};

export const sessionWords = {
  theSharedListHas: 'The shared list has no head: an admin runs dnc-desk hub init.',
  thisLoginIsNoLonger: 'This login is no longer a member of the shared list.',
};

export const arriveWords = {
  sharedList: 'Shared list',
  itsBlockWasNarrowed: 'its block was narrowed',
};

export const notesWords = {
  thisLoginOnlyLooks: (number: string) =>
    `${number} stays as it is: your login only looks at the shared list. Have a lead release it at another desk.`,
  staysAsItIsOn: (number: string) =>
    `${number} stays as it is: on the shared list only a lead may release a number or narrow its block. Ask for it by releasing the number by itself (dnc-desk remove), or have a lead do it.`,
};

export const roundWords = {
  theSharedListTakes:
    'The shared list takes changes from newer versions of DNC Desk alone: update it here. What is blocked here stays blocked, and what others block still arrives.',
  thisDeskSharesNo: 'This desk shares no list any more.',
  theSharedListAsks: 'The shared list asks for a newer version of DNC Desk: what it has is not understood here.',
  onTheSharedListNumbers: (here: number, push: number) =>
    `On the shared list ${here} numbers were released that are blocked here, more than one in a hundred, the last of them by its push ${push}. Here they stay blocked until you say that it is meant (dnc-desk hub accept).`,
  orMadeSmaller: (here: number, push: number) =>
    `On the shared list ${here} numbers that are blocked here were released, or are blocked for less, more than one in a hundred, the last of them by its push ${push}. Here they stay blocked as they are until you say that it is meant (dnc-desk hub accept).`,
};
