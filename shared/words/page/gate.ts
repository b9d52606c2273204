/** The words of the page: gate. Each group is named after the file that shows it. */

export const answerLogWords = {
  readTheList: 'read the list',
  notAnswered: 'not answered',
  blocked: 'blocked',
  callable: 'callable',
  inDoubt: 'in doubt',
  whatWasAnswered: 'What was answered',
  whichAnswers: 'Which answers',
  number: 'Number',
  any: 'Any',
  token: 'Token',
  anyToken: 'Any token',
  answer: 'Answer',
  anyAnswer: 'Any answer',
  findTheNumber: 'Find the number',
  nothingWasAskedYet: 'Nothing was asked yet.',
  noAnswerFits: 'No answer fits; change what is looked for.',
  answers: 'Answers',
  when: 'When',
  what: 'What',
  numberHash: (isPlain: boolean) => `Number${isPlain ? '' : ' (hash)'}`,
  rule: 'Rule',
  entries: (verdict: string) => `${verdict} entries`,
  showOlderAnswers: 'Show older answers',
  saveAsCsv: 'Save as CSV',
  saveWithTheChainJson: 'Save with the chain (JSON)',
};

export const answerWordsWords = {
  inDoubt: 'in doubt',
  blocked: 'blocked',
  changed: 'changed',
  blockedAgain: 'blocked again',
  blockedAlready: 'blocked already',
  callBlocked: 'a call: blocked',
  callAsked: 'a call: asked about',
  callNothing: 'a call: nothing to do',
  refusedUnusable: 'refused: it cannot be used',
  refusedForbidden: 'refused: not for this token',
  refusedKey: 'refused: the key was used',
  failed: 'failed',
  nothingBlocksIt: 'nothing blocks it',
  notOneNumber: 'not one number beyond doubt',
  registryInDoubt: 'a registry is in doubt',
};

export const callFormFieldsWords = {
  theFormIsSaved: (name: string) => `The form ${name} is saved.`,
  formOfResults: 'Form of results',
  name: 'Name',
  alsoInTheAddress: 'Also in the address.',
  whereTheNumberIs: 'Where the number is',
  namesJoinedByDots: 'Names joined by dots: call.to_number',
  whereTheWordIs: 'Where the word is',
  wordsThatMeanStop: 'Words that mean stop',
  withCommasBetween: 'With commas between.',
  wordsThatMeanNothing: 'Words that mean nothing',
  empty: '(empty): where there is no word.',
  whatNamesTheCall: 'What names the call',
  soThatARepeatCounts: 'So that a repeat counts once. Empty: nothing does.',
  saveTheForm: 'Save the form',
  leaveIt: 'Leave it',
};

export const callFormListWords = {
  resultsOfVoiceAgents: 'Results of voice agents',
  aPlatformThatKeeps:
    'A platform that keeps no list of its own posts the result of each call. A form says where the number and the word are, and which words mean stop. A word that it does not know blocks the number until you say what it means, under Conflicts. The platform sends a token that may hand in requests, as “Authorization: Bearer …”.',
  theFormIsRemoved: (name: string) => `The form ${name} is removed: results that are posted to it are refused.`,
  form: (name: string) => `Form ${name}`,
  formCannotBeRead: (name: string) =>
    `The form ${name} cannot be read, so that whatever is posted to it is asked about. Make it anew under the same name, or remove it.`,
  in: ' in ',
  meansStopForTheNumber: ' means stop for the number in ',
  post: 'POST ',
  copied: 'Copied',
  copyTheAddress: 'Copy the address',
  change: 'Change',
  remove: 'Remove',
  asDocumentsIt: (name: string) => `As ${name} documents it`,
  aFormOfYourOwn: 'A form of your own',
};

export const gateFormWords = {
  settingsSaved: 'Settings saved.',
  howProgramsAsk: 'How programs ask',
  listenForPrograms: 'Listen for programs while the desk is open',
  onThisComputerAlone: 'On this computer alone. Others reach it only with a certificate: dnc-desk gate --address.',
  atWithTheCertificate: (address: string, certificate: string) => `At ${address}, with the certificate ${certificate}.`,
  port: 'Port',
  hoursOutOfStep: 'Hours out of step, at most',
  thenEverythingIsBlocked: 'Then everything is blocked. Empty: however old the list is.',
  monthsThatAnswersAreKept: 'Months that answers are kept',
  logNumbersAsTheyAre: 'Log numbers as they are',
  off: 'Off: as a keyed hash. The log alone then names nobody, and can still be asked about a number here.',
  saveHowProgramsAsk: 'Save how programs ask',
};

export const gateSectionWords = {
  listens: 'listens',
  doesNotListen: 'does not listen',
  cannotListen: 'cannot listen',
  forDialers: 'For dialers',
  dialersAndVoiceAgentsAsk:
    'Dialers and voice agents ask this desk over HTTP before each call, and hand in what people said. Each has a token of its own, which opens these calls and nothing else. Where the list may not be whole, the answer is “blocked”.',
  tokens: 'Tokens',
};

export const howToAskWords = {
  howAProgramAsks: 'How a program asks',
  callOnlyWhereTheAnswer: (noOrigin: boolean, token: string | null) =>
    `Call only where the answer has status 200 and “blocked” is false. Every other answer says “blocked”: a token that does not work, or a desk that cannot be sure of its list. No answer, from a desk that is closed, means the same. ${noOrigin ? 'The desk does not listen now: switch that on above first.' : ''}${token === null ? ' TOKEN stands for a token that may do it.' : ''}`,
  copyOf: (title: string) => `Copy: ${title}`,
  copied: 'Copied',
  copy: 'Copy',
  mayTheseNumbersBeCalled: 'May these numbers be called?',
  aPersonAsked: 'A person asked not to be called',
  theListPageByPage: 'The list, page by page',
  allOfItAsOpenAPI: 'All of it as OpenAPI 3.1',
  curlSOpenapiJson: (at: string) => `curl -s '${at}/openapi.json'`,
};

export const newTokenWords = {
  theNewToken: 'The new token',
  copyIt: 'Copy it to where only that program reads it. It is not shown again.',
  copied: 'Copied',
  copyTheToken: 'Copy the token',
  iHaveKeptIt: 'I have kept it',
  newToken: 'New token',
  nameOfTheProgram: 'Name of the program',
  nightDialer: 'Night dialer',
  itMay: 'It may',
  forOneVendorOrAgent: 'For one vendor or agent alone',
  forAll: 'For all',
  requestsASecondAtMost: 'Requests a second, at most',
  noLimit: 'No limit',
  worksToTheEndOf: 'Works to the end of',
  makeAToken: 'Make a token',
};

export const tokenListWords = {
  works: 'works',
  waits: 'waits for you',
  cameWithABackup: 'It came with a restored backup, and opens nothing yet.',
  itIsOurs: 'It is ours',
  confirmOf: (name: string) => `It is ours: ${name}`,
  opensTheGate: (name: string) => `${name} opens the gate again.`,
  hasEnded: 'has ended',
  revoked: 'revoked',
  noTokenYet: 'No token yet: nobody can ask. Make the first one below.',
  tokens: 'Tokens',
  name: 'Name',
  may: 'May',
  state: 'State',
  lastUsed: 'Last used',
  made: 'Made',
  revoke: 'Revoke',
  for: (target: string) => `for ${target}`,
  aSecond: (rate: number) => `${rate} a second`,
  ends: 'ends ',
  never: 'never',
  madeBy: (madeBy: string) => ` by ${madeBy}`,
  revokedOn: 'revoked ',
  revokedBy: (revokedBy: string) => ` by ${revokedBy}`,
  opensNothingAnyMore: (name: string) => `${name} opens nothing any more.`,
  revokeOf: (name: string) => `Revoke ${name}…`,
  revokeDots: 'Revoke…',
  revokeForGood: (name: string) => `Revoke ${name} for good`,
  keepIt: 'Keep it',
};

export const scopeWords = {
  askAboutNumbers: 'ask about numbers',
  handInRequests: 'hand in requests',
  readTheList: 'read the list',
};
