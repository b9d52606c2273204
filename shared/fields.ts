/**
 * The fields of an entry beside its holds: one row per field, and nothing about a field is written by hand elsewhere. Types,
 * limits, the columns of the database, of the journal, of exports and of imports, the contract's schemas, the command line's
 * options, the forms and the words of the history follow from it. CONTRIBUTING.md, "Add a field", is the recipe.
 *
 * It stands below the domain, because the words of columns need it too and know no entry. Every field is optional: null
 * says nothing.
 */

/** What every row says. */
type Row = {
  /** In sentences, after "the": "the reason was taken out". */
  readonly word: string;
  /** As the head of what it says: in the drawer, in a proof, and over the column of a file. */
  readonly title: string;
  /** Over its input in a form. */
  readonly label: string;
  /** What it is, for the command line's help. */
  readonly help: string;
  /** What the column of a file that says it is called in a mapping, and `--option` on the command line; else the field's name. */
  readonly column?: string;
  readonly option?: string;
  /** What stands in the drawer where it says nothing; without it, the field is not shown then. */
  readonly absent?: string;
  /** The list can be filtered by it. */
  readonly isFilter?: true;
  /** A file with a column of it is rather a list of requests than one of leads. */
  readonly isOfRequests?: true;
  /** It says something of the person, and is taken out when the entry is redacted (shared/domain/entry/redaction.ts). */
  readonly isPersonal?: true;
};

/**
 * A person's words, trimmed, with a limit of characters; `suggestions` are offered, and none of them has to be taken.
 */
type TextRow = Row & {
  readonly kind: 'text';
  readonly most: number;
  readonly suggestions: readonly string[];
  readonly placeholder: string;
};
/** One of a few values, each with its words. */
type ChoiceRow = Row & { readonly kind: 'choice'; readonly words: Readonly<Record<string, string>> };
/** When something was: never in the future. Kept in milliseconds of the epoch. */
type MomentRow = Row & { readonly kind: 'moment' };
/** Two ids that go together, each kept, exported and imported by itself. */
type ReferenceRow = Row & { readonly kind: 'reference'; readonly parts: Readonly<Record<string, ReferencePart>> };
type ReferencePart = Pick<Row, 'title' | 'label' | 'help' | 'option'> & { readonly stored: string };

export type FieldRow = TextRow | ChoiceRow | MomentRow | ReferenceRow;

export const fields = {
  /** Why the person is not to be called. */
  reason: {
    kind: 'text',
    most: 2000,
    word: 'reason',
    title: 'Reason',
    label: 'Why',
    help: 'why',
    suggestions: [
      'asked on the phone',
      'asked by e-mail',
      'asked in writing',
      'complained',
      'wrong number',
      'threatened legal action',
    ],
    placeholder: 'asked on the phone',
    absent: '–',
    isOfRequests: true,
    isPersonal: true,
  },
  /** What kind of request it is, in the company's own words. */
  category: {
    kind: 'text',
    most: 64,
    word: 'category',
    title: 'Category',
    label: 'Category',
    help: 'a category',
    suggestions: ['customer request', 'complaint', 'wrong number', 'legal'],
    placeholder: 'none',
    isFilter: true,
    isOfRequests: true,
  },
  /** What was sold, or for which brand, when the person asked: records of a request have to say it. */
  campaign: {
    kind: 'text',
    most: 200,
    word: 'campaign',
    title: 'Campaign',
    label: 'Campaign or brand',
    help: 'what was sold, or the brand',
    suggestions: [],
    placeholder: 'what was sold',
    isFilter: true,
  },
  /** What the person asked to be spared. It is evidence alone: whatever it says, the number is blocked. */
  channel: {
    kind: 'choice',
    words: { call: 'calls', text: 'texts', both: 'calls and texts' },
    word: 'channel',
    title: 'Channel',
    label: 'What the person asked to stop',
    help: 'what the person asked to stop',
    isFilter: true,
  },
  /** When the person asked. */
  requestedAt: {
    kind: 'moment',
    column: 'date',
    option: 'requested',
    word: 'date of the request',
    title: 'Asked',
    label: 'When the person asked',
    help: 'when the person asked',
    absent: 'not known',
    isOfRequests: true,
  },
  /** The call in which the person asked; some vendors refuse an add without it. */
  callReference: {
    kind: 'reference',
    word: 'call reference',
    title: 'Call',
    label: 'Reference of the call (some vendors need it)',
    help: 'the call in which the person asked',
    isPersonal: true,
    parts: {
      batchId: {
        stored: 'callBatchId',
        option: 'batch-id',
        title: 'Call: batch id',
        label: 'Batch id',
        help: 'the batch of the call in which the person asked',
      },
      requestUuid: {
        stored: 'callRequestUuid',
        option: 'request-uuid',
        title: 'Call: request UUID',
        label: 'Request UUID',
        help: 'the request of the call in which the person asked',
      },
    },
  },
} as const satisfies Readonly<Record<string, FieldRow>>;

type Fields = typeof fields;
export type Field = keyof Fields;
/** The fields whose row is of a kind. */
export type FieldOf<Kind extends FieldRow['kind']> = {
  [F in Field]: Fields[F] extends { readonly kind: Kind } ? F : never;
}[Field];
/** The fields by which the list can be filtered. */
export type FilterField = { [F in Field]: Fields[F] extends { readonly isFilter: true } ? F : never }[Field];
/** The values of a field that is a choice. */
export type ChoiceOf<F extends FieldOf<'choice'>> = keyof Fields[F]['words'] & string;

/** All fields, in the order in which forms and exports show them. */
export const fieldNames = Object.keys(fields) as readonly Field[];
/** The fields that hold words: what a vendor loses of them is told, and a proof names them. */
export type WordField = FieldOf<'text' | 'choice'>;
export const wordFields = fieldNames.filter((field) => isWords(fields[field])) as readonly WordField[];
export const filterFields = fieldNames.filter((field) => 'isFilter' in fields[field]) as readonly FilterField[];

/** A value for each of some fields, made one by one. */
export function ofEach<F extends Field, V>(some: readonly F[], make: (field: F) => V): { readonly [K in F]: V } {
  return Object.fromEntries(some.map((field) => [field, make(field)])) as { readonly [K in F]: V };
}

function isWords({ kind }: FieldRow): boolean {
  return kind === 'text' || kind === 'choice';
}

/** The texts of which a field consists: most have one, of the field's own name. */
export type PartOf<F extends Field> = Fields[F] extends { readonly parts: infer Parts } ? keyof Parts & string : F;
export type Part = { [F in Field]: PartOf<F> }[Field];
/** The name under which the journal and exports keep a part; a column of the entry table has it in snake case. */
export type StoredOf<F extends Field> = Fields[F] extends {
  readonly parts: Readonly<Record<string, { readonly stored: infer Name }>>;
}
  ? Name & string
  : F;
export type Stored = { [F in Field]: StoredOf<F> }[Field];
/** What the column of a file is called, in a mapping, that holds a part. */
export type DetailColumn = ColumnOf<Field>;
export type ColumnOf<F extends Field> = F extends Field
  ? Fields[F] extends { readonly column: infer Column }
    ? Column & string
    : PartOf<F>
  : never;

/** One part with what its field and itself say of it. `option` is without its dashes. */
export type PartRow = {
  readonly field: Field;
  readonly part: Part;
  readonly stored: Stored;
  readonly column: DetailColumn;
  readonly kind: FieldRow['kind'];
  readonly title: string;
  readonly label: string;
  readonly option: string;
  readonly help: string;
};

/** All parts, in the order of the fields. */
export const fieldParts: readonly PartRow[] = fieldNames.flatMap(toParts);

function toParts(field: Field): readonly PartRow[] {
  const row: FieldRow = fields[field];
  const { kind } = row;
  if (row.kind === 'reference')
    return Object.entries(row.parts).map(([part, { stored, title, label, option = part, help }]) => {
      const names = { part, stored, column: part } as Pick<PartRow, 'part' | 'stored' | 'column'>;
      return { ...names, field, kind, title, label, option, help };
    });
  const { title, label, option = field, help, column = field } = row;
  const names = { part: field, stored: field, column } as Pick<PartRow, 'part' | 'stored' | 'column'>;
  return [{ ...names, field, kind, title, label, option, help }];
}

const partOfColumn: ReadonlyMap<string, PartRow> = new Map(fieldParts.map((part) => [part.column, part]));

/** The part that a column of this name holds; undefined: none of a field. */
function findPart(column: string): PartRow | undefined {
  return partOfColumn.get(column);
}

/** Whether a column holds words of a field: numbers in it are out of place. */
export function isWordColumn(column: string): column is ColumnOf<WordField> {
  const kind = findPart(column)?.kind;
  return kind === 'text' || kind === 'choice';
}

/** Whether a column speaks for a list of requests rather than of leads. */
export function isRequestColumn(column: string): boolean {
  const part = findPart(column);
  return part !== undefined && 'isOfRequests' in fields[part.field];
}
