// The product's sources as the measures of the house see them: each file with what it imports and its functions.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

export type SourceFunction = {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  readonly parameters: number;
  readonly isExported: boolean;
  /** The text of its doc comment; null without one. */
  readonly doc: string | null;
  /** Whether it has a `throw` of its own, outside of functions within it. */
  readonly throws: boolean;
};

export type Source = {
  /** The path from the root, with slashes. */
  readonly path: string;
  readonly text: string;
  /** The files of the project that it imports, for types too, as paths from the root. */
  readonly imports: readonly string[];
  readonly functions: readonly SourceFunction[];
};

const isSource = (name: string) => /\.(ts|tsx)$/.test(name) && !name.endsWith('.d.ts');

/** All sources under these folders of a project, in order of their paths. */
export function readSources(root: string, folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isSource(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => readSource(root, file)),
  );
}

function readSource(root: string, file: string): Source {
  const text = readFileSync(file, 'utf8');
  const path = relative(root, file).replaceAll('\\', '/');
  const { program, module, comments, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message ?? ''}`);
  const requests = [...module.staticImports, ...module.staticExports.flatMap(({ entries }) => entries)].flatMap(
    ({ moduleRequest }) => (moduleRequest?.value.startsWith('.') === true ? [moduleRequest.value] : []),
  );
  const imports = new Set(requests.map((request) => relative(root, resolve(dirname(file), request))));
  return { path, text, imports: [...imports], functions: listFunctions(program, text, comments) };
}

type FunctionNode = {
  readonly start: number;
  readonly end: number;
  readonly params: readonly unknown[];
  readonly id?: { readonly name: string } | null;
};

/** Functions in any form, except overloads and types. */
function listFunctions(
  program: ReturnType<typeof parseSync>['program'],
  text: string,
  comments: ReturnType<typeof parseSync>['comments'],
): readonly SourceFunction[] {
  const found: { node: FunctionNode; throws: boolean }[] = [];
  const open: (typeof found)[number][] = [];
  const exported = listExported(program);
  const lineOf = toLines(text);
  const enter = (node: FunctionNode) => {
    const one = { node, throws: false };
    found.push(one);
    open.push(one);
  };
  const leave = () => void open.pop();
  new Visitor({
    FunctionDeclaration: enter,
    FunctionExpression: enter,
    ArrowFunctionExpression: enter,
    'FunctionDeclaration:exit': leave,
    'FunctionExpression:exit': leave,
    'ArrowFunctionExpression:exit': leave,
    ThrowStatement() {
      const inner = open.at(-1);
      if (inner !== undefined) inner.throws = true;
    },
  }).visit(program);
  return found.map(({ node, throws }) => {
    const statement = exported.get(node.start);
    const from = statement?.start ?? node.start;
    const doc = comments.findLast(
      ({ type, value, end }) =>
        type === 'Block' && value.startsWith('*') && end <= from && text.slice(end, from).trim() === '',
    );
    return {
      name: statement?.name ?? node.id?.name ?? '(nameless)',
      line: lineOf(node.start),
      lines: lineOf(node.end) - lineOf(node.start) + 1,
      parameters: node.params.length,
      isExported: statement !== undefined,
      doc: doc === undefined ? null : doc.value,
      throws,
    };
  });
}

/** The functions that a file exports by name: where each begins, its name, and where its statement begins. */
function listExported(program: ReturnType<typeof parseSync>['program']) {
  const exported = new Map<number, { readonly name: string; readonly start: number }>();
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration === null) continue;
    const { declaration, start } = statement;
    if (declaration.type === 'FunctionDeclaration' && declaration.id !== null)
      exported.set(declaration.start, { name: declaration.id.name, start });
    if (declaration.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations)
      if (init?.type === 'ArrowFunctionExpression' && id.type === 'Identifier')
        exported.set(init.start, { name: id.name, start });
  }
  return exported;
}

/** Line numbers, from 1, by offset. */
function toLines(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
