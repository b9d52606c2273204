/** What the log of answers says, in words: it keeps them as programs and its exports have them. */
import { answerWordsWords as say } from '../../../shared/words/page/gate.ts';

const verdicts: Readonly<Record<string, string>> = {
  inDoubt: say.inDoubt,
  added: say.blocked,
  changed: say.changed,
  revived: say.blockedAgain,
  alreadyThere: say.blockedAlready,
};

/** Of what programs hand in, the outcome of a call's result and why a request was refused stand behind a word of their own. */
const handedIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  result: { blocked: say.callBlocked, question: say.callAsked, nothing: say.callNothing },
  refused: {
    badInput: say.refusedUnusable,
    forbidden: say.refusedForbidden,
    keyUsed: say.refusedKey,
    failed: say.failed,
  },
};

const rules: Readonly<Record<string, string>> = {
  none: say.nothingBlocksIt,
  reading: say.notOneNumber,
  registryInDoubt: say.registryInDoubt,
};

/** What was answered: the verdict on a number, or what became of a request. What has no words here is told as it is. */
export function toVerdictWords(verdict: string): string {
  const [kind = '', code = ''] = verdict.split(': ', 2);
  return verdicts[verdict] ?? handedIn[kind]?.[code] ?? verdict;
}

/** What decided: "list: everywhere". */
export const toRuleWords = (rule: string): string => rules[rule] ?? rule;
