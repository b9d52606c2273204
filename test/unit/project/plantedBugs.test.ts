// A planted bug is a patch to the sources: when they move on, the patch has to follow, or it proves nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/tools.ts';
import { mutations } from '../../model/mutations/table.ts';

const edits = mutations.flatMap(({ name, edits: all }) =>
  all.map((edit, at) => ({ name: `${name}, ${at + 1}`, ...edit })),
);

test.each(edits)('$name fits in one place', ({ file, find, replace }) => {
  expect(readFileSync(join(root, file), 'utf8').split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});
