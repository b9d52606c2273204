/** Where an answer is not as its schema says, for a sentence. */
import type { core, ZodError } from 'zod';
import { schemaPathWords as say } from '../../../shared/words/core/vendors.ts';

/** As ` (at meta.total_pages)`; empty where it is the answer as a whole. The names are the schema's own. */
export function pathOfIssue(error: ZodError): string {
  const path = error.issues.map((issue) => deepest(issue)).reduce(longer, []);
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? '' : say.at(text.replace(/^\./, ''));
}

/** Of the forms that a schema allows, the one that the answer came nearest to. */
function deepest(issue: core.$ZodIssue): readonly PropertyKey[] {
  if (issue.code !== 'invalid_union') return issue.path;
  const inner = issue.errors
    .flat()
    .map((one) => deepest(one))
    .reduce(longer, []);
  return [...issue.path, ...inner];
}

function longer(a: readonly PropertyKey[], b: readonly PropertyKey[]): readonly PropertyKey[] {
  return b.length > a.length ? b : a;
}
