// What a person reads on the page stands in shared/words/page, by area, each sentence once and with its values: so it can be looked
// over in one place, and translated. A text that is written where it is shown is found here.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, parseSync, type Span, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/tools.ts';

/** Written for a letter or a ticket: the same for every reader. */
const elsewhere = new Set(['renderer/features/number/proof.ts']);
const files = globSync('renderer/**/*.{ts,tsx}', { cwd: root }).filter((file) => !elsewhere.has(file));

/** Attributes and fields whose text is shown or read aloud. */
const shown =
  /^(?:label|title|placeholder|description|alt|word|absent|legend|caption|sentence|headerName|aria-label|aria-description|.+Word|.+Label|.+Message)$/;
const words = /\p{L}{2,}/u;
/** Two words with a blank between them. Names of classes, parts of styles and selectors are no sentence. */
const sentence = /\p{L}[^]*\s[^]*\p{L}/u;
const code = /\[(?:data|role)|^\d+fr |monospace|system-ui|\dpx| -[Hd] '/;
/** Attributes that are a text where it looks like one: names of fields of a form are none. */
const mayBeShown = /^(?:name|fieldName|about|purpose|format|oneAtATime)$/;
const looksShown = /^\p{Lu}\p{Ll}|\p{L}\s/u;
const counters = new Set(['countOf', 'pluralOf']);

/** Texts for people that a source holds itself, with their lines. */
function findTexts(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const { program } = parseSync(file, text);
  const found = new Map<number, string>();
  const note = ({ start, end }: Span): void => {
    found.set(start, `${file}:${text.slice(0, start).split('\n').length} ${text.slice(start, end).trim()}`);
  };
  /** The text of a literal or a template; its holes are empty. */
  const read = (node: Node | null): string | undefined => {
    if (node === null) return undefined;
    if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
    return node.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.cooked ?? '').join('') : undefined;
  };
  /** Notes every text that an expression can come to. */
  const noteValue = (node: Node | null): void => {
    if (node === null) return;
    if (node.type === 'ConditionalExpression') [node.consequent, node.alternate].forEach(noteValue);
    else if (node.type === 'LogicalExpression') noteValue(node.right);
    else if (node.type === 'ParenthesizedExpression') noteValue(node.expression);
    else if (words.test(read(node) ?? '')) note(node);
  };
  const noteSentence = (node: Node): void => {
    const value = read(node) ?? '';
    if (sentence.test(value) && !code.test(value)) note(node);
  };
  const skipped: Span[] = [];
  const isSkipped = ({ start, end }: Span): boolean =>
    skipped.some((range) => range.start <= start && end <= range.end);
  new Visitor({
    ImportDeclaration: (node) => void skipped.push(node),
    JSXAttribute(node) {
      const name = node.name.type === 'JSXIdentifier' ? node.name.name : '';
      const looks = mayBeShown.test(name) && looksShown.test(read(node.value) ?? '');
      if (shown.test(name) || looks)
        noteValue(node.value?.type === 'JSXExpressionContainer' ? node.value.expression : node.value);
      else if (/class/i.test(name) || name === 'd') skipped.push(node);
    },
    JSXText(node) {
      if (words.test(node.value)) note(node);
    },
    JSXElement: ({ children }) =>
      children.forEach((child) => child.type === 'JSXExpressionContainer' && noteValue(child.expression)),
    JSXFragment: ({ children }) =>
      children.forEach((child) => child.type === 'JSXExpressionContainer' && noteValue(child.expression)),
    Property(node) {
      const name = node.key.type === 'Identifier' ? node.key.name : String(read(node.key));
      if (shown.test(name)) noteValue(node.value);
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier' && counters.has(node.callee.name))
        node.arguments.slice(1).forEach(noteValue);
    },
    Literal(node) {
      if (typeof node.value === 'string' && !isSkipped(node)) noteSentence(node);
    },
    TemplateLiteral(node) {
      if (!isSkipped(node)) noteSentence(node);
    },
  }).visit(program);
  return [...found.values()];
}

test('there is a page to look at', () => {
  expect(files.length).toBeGreaterThan(200);
});

test('no text of the page stands where it is shown', () => {
  expect(files.flatMap(findTexts)).toEqual([]);
});
