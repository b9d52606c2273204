// What kind of file this is as a whole. Most are lists. Some look like a list and must not be taken for one: an FTC
// complaints file lists callers, and a registry file is reference data. Dialers and scrubbing services have layouts of
// their own.

import { foldHeader } from './columnAliases.ts';
import { type DialerLayout, recogniseDialer } from './dialerLayouts.ts';
import { columnLayoutWords as say } from '../../words/domain/columns.ts';

export interface FileLayout {
  readonly kind: 'list' | 'complaints' | 'registry';
  /** One sentence for the person: how the file was recognised, and what follows. Empty for an ordinary list. */
  readonly why: string;
  /** The dialer or service whose layout it has. */
  readonly dialer?: DialerLayout;
}

/** Recognises the file by its header (null: none) and sample rows. Sources: FTC's and Canada's DNCL file descriptions, docs/formats.md. */
export function recogniseLayout(input: {
  readonly header: readonly string[] | null;
  readonly samples: readonly (readonly string[])[];
}): FileLayout {
  const names = new Set((input.header ?? []).map(foldHeader));
  const has = (...wanted: string[]) => wanted.filter((name) => names.has(name)).length;

  if (
    has('companyphonenumber') === 1 &&
    has('violationdate', 'subject', 'recordedmessageorrobocall', 'consumerareacode') >= 1
  ) {
    return {
      kind: 'complaints',
      why: say.thisIsAComplaints,
    };
  }
  if (input.header === null && input.samples.length > 0 && input.samples.every(isRegistryRow)) {
    return {
      kind: 'registry',
      why: say.thisIsARegistryFile,
    };
  }
  if (input.header === null && holdsChanges(input.samples)) {
    return {
      kind: 'registry',
      why: say.thisIsAChangeList,
    };
  }
  const dialer = recogniseDialer(input.header, input.samples);
  return dialer === undefined ? { kind: 'list', why: '' } : { kind: 'list', why: dialer.why, dialer };
}

function isRegistryRow(row: readonly string[]): boolean {
  return row.length === 2 && /^\d{3}$/.test(row[0]?.trim() ?? '') && /^\d{7}$/.test(row[1]?.trim() ?? '');
}

/** Columns without names: a number (whole, or as area code and seven digits), A or D, and a day. */
function holdsChanges(rows: readonly (readonly string[])[]): boolean {
  const every = (column: number, shape: RegExp) => rows.every((row) => shape.test(row[column]?.trim() ?? ''));
  const columns = [...(rows[0] ?? []).keys()];
  const some = (shape: RegExp) => columns.some((column) => every(column, shape));
  const isNumber =
    some(/^\d{10}$/) || columns.some((column) => every(column, /^\d{3}$/) && every(column + 1, /^\d{7}$/));
  return isNumber && some(/^[AD]$/i) && some(/^(?:\d{4}-?\d\d-?\d\d|\d{1,2}\/\d{1,2}\/\d{4})(?:[T ].*)?$/);
}
