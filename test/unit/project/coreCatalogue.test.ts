// What the core, the hosts, the desktop, the command line and the domain say to people stands in shared/words, by room, each sentence once
// and with its values: so it can be looked over in one place, and translated. A sentence that is written where it is decided is
// found here. The page's own texts: catalogue.test.ts.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, parseSync, type Span, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/tools.ts';

/** Rows of knowledge, each with the words that belong to it: what is looked for in files, sources of rules, and a vendor's own folder. */
const knowledge = [
  /^electron\/core\/vendors\/[^/]+\//, // what a vendor documents, and says of it, stands in its folder
  /^shared\/domain\/columns\/(?:\w+Layouts|columnAliases|cellShapes|dispositions|monthNames|numberLists|phrases|speakingColumns|statusMeaning)\.ts$/,
  /^shared\/domain\/numbers\/(?:countryCodes|countryDialling|countryNames|countryText|labelWords|renumberings)\.ts$/,
  /^shared\/domain\/(?:home\/deadline|vendor\/outboxTable)\.ts$/,
  /^electron\/core\/(?:gate\/callForms|files\/packed\/contacts\/phoneBookNames|sync\/vendor\/exportRows)\.ts$/,
  /^electron\/(?:core\/home\/sample|hosts\/demo)\.ts$/, // entries of a list that is made up
];
const files = globSync(['electron/{core,desktop,hosts}/**/*.ts', 'shared/domain/**/*.ts'], { cwd: root }).filter(
  (file) => !knowledge.some((known) => known.test(file)),
);

/** Stands for the hole of a template: whatever is put there is a word. */
const hole = '\u{FFFC}';
const word = /\p{L}{2,}/u;
/** Not for people: SQL, headers of HTTP, markup, options of commands, one name alone. */
const code = [
  /\b(?:SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|CREATE|PRAGMA|COMMIT|ROLLBACK|BEGIN|SAVEPOINT|LIMIT|ORDER BY|VALUES|SET|JOIN|ATTACH|DETACH|VACUUM|AND|OR|NOT|NULL|COPY|LOCK|GRANT|ALTER|DROP|RETURNING|UNION|GROUP BY|ON CONFLICT|DO NOTHING|DO UPDATE|DESC|AS|CASE|WHEN|INDEXED|LIKE|COLLATE|IN)\b/,
  /\b(?:iif|nullif)\(|::\w|\brev \+ 1|^[a-z_.]+ [=<>]+ |^o\.at |^[a-z]\.\w+, |^id, /,
  /charset=|camera=|^'self'|^<|^Bearer |GMT$|^\^\(|^,?\n|^--[a-z-]+(?: [<[].*)?$/,
  /^[\s:.\u{FFFC}]*(?:UTC|KB|MB)$|^\u{FFFC},?\n|^count \u{FFFC}$/u,
  /^(?:DNC Desk(?: proof| scrub| core)?|Google Chrome|Microsoft Edge|Application Support)$|^dnc-desk \u{FFFC}/u,
];

/** Kept, compared, or read by programs: another word there would be another thing. */
const kept = new Set([
  'sealed backup of DNC Desk',
  'line,number,group,what happens,changes,text\r\n',
  'Phone type',
  'list head',
  '[name of the company]',
  `call-forms add --like ${hole}: ${hole} ${hole}`,
]);

/** Two words or more, or one beside a value. */
function isSentence(text: string): boolean {
  if (kept.has(text)) return false;
  const words = text.split(/\s+/).filter((part) => word.test(part) || part.includes(hole));
  return words.length > 1 && words.some((part) => word.test(part)) && !code.some((form) => form.test(text));
}

/** The text of a literal or a template. */
function read(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  return node.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.cooked ?? '').join(hole) : undefined;
}

/** Errors that are thrown for bugs, the log, and the database's own settings are read by whoever looks after the desk. */
const bugs = /^(?:Error|TypeError|RangeError|AggregateError)$/;
const calls = /(?:^|\.)(?:log\.\w+|pragma|startsWith|get)$/;

const counters = new Set(['countOf', 'pluralOf', 'countOnPaper']);

/** Sentences that a source holds itself, with their lines. */
function findSentences(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = new Map<number, string>();
  const skipped: Span[] = [];
  const skip = (node: Span): void => void skipped.push(node);
  const keep = (node: Node): void => {
    const line = text.slice(0, node.start).split('\n').length;
    found.set(node.start, `${file}:${line} ${text.slice(node.start, node.end)}`);
  };
  const note = (node: Node): void => {
    const isSkipped = skipped.some(({ start, end }) => start <= node.start && node.end <= end);
    if (!isSkipped && isSentence(read(node) ?? '')) keep(node);
  };
  new Visitor({
    ImportDeclaration: skip,
    TSLiteralType: skip,
    TSTemplateLiteralType: skip,
    TaggedTemplateExpression: skip,
    BinaryExpression(node) {
      if (/^[=!]==?$/.test(node.operator)) skip(node);
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && bugs.test(node.callee.name)) skip(node);
    },
    CallExpression(node) {
      const callee = text.slice(node.callee.start, node.callee.end);
      if (calls.test(callee)) skip(node);
      if (counters.has(callee)) node.arguments.slice(1).forEach((form) => read(form) !== undefined && keep(form));
    },
    Property: ({ key }) => skip(key),
    SwitchCase: ({ test: value }) => value && skip(value),
    Literal: note,
    TemplateLiteral: note,
  }).visit(parseSync(file, text).program);
  return [...found.values()];
}

test('there are sources to look at', () => {
  expect(files.length).toBeGreaterThan(500);
});

test('no sentence stands where it is decided', () => {
  expect(files.flatMap(findSentences)).toEqual([]);
});

/** What the core says is read by people: what programs read has the instant itself beside it. */
test('no sentence of the core says an instant as programs write it', () => {
  const raw = globSync(['shared/words/{core,domain,page}/**/*.ts'], { cwd: root }).flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, at) => (/\$\{instant\}/.test(line) ? [`${file}:${at + 1}`] : [])),
  );
  expect(raw).toEqual([]);
});
