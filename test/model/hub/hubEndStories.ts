/** Stories of blocks that end by time, at desks whose clocks are not the same. */
import type { EndsIn } from './hubScenario.ts';
import {
  answer,
  at,
  block,
  exchange,
  later,
  lea,
  make,
  keepsNoEnds,
  mia,
  minute,
  release,
  reword,
  sync,
  tell,
  tom,
} from './hubStoryParts.ts';

const blockFor = (desk: number, ends: EndsIn, ...numbers: number[]) =>
  at(desk, { do: 'add', numbers, everywhere: true, reason: 0, update: false, ends });
const end = (desk: number, number: number, ends: EndsIn) =>
  at(desk, { do: 'edit', number, everywhere: null, reason: null, ends });
const skew = (desk: number, ms: number) => at(desk, { do: 'skew', ms });

export const hubEndStories = [
  tell('what is blocked until a moment is blocked at every desk until then, and at the vendor', [
    blockFor(tom, 40 * minute, 0, 1),
    blockFor(lea, 180 * minute, 1, 2),
    ...exchange(tom, lea, mia, tom),
    sync(mia),
    // Longer is nothing that a lead has to be asked for.
    end(tom, 0, 180 * minute),
    ...exchange(tom),
    later(60 * minute),
    sync(mia),
    blockFor(tom, 40 * minute, 1),
    block(lea, 2),
    ...exchange(lea, tom, mia),
    later(180 * minute),
    sync(mia),
    ...exchange(tom, lea),
  ]),
  tell('who lets a block end sooner weakens it: a lead alone may, and not over what another desk changed', [
    blockFor(tom, 180 * minute, 0, 1, 2),
    ...exchange(tom, mia, lea),
    end(tom, 0, 3 * minute),
    end(lea, 1, 3 * minute),
    end(lea, 2, 3 * minute),
    reword(tom, 2),
    ...exchange(tom, lea, tom, mia),
    make(lea, 'desk'),
    end(lea, 0, 3 * minute),
    ...exchange(lea),
    later(5 * minute),
    answer(mia, 'keep'),
    ...exchange(mia, tom, lea),
  ]),
  tell(
    'a clock that is wrong by minutes ends a block at no other desk, and at no vendor before its time',
    [
      blockFor(mia, 3 * minute, 0),
      blockFor(mia, 40 * minute, 1, 2),
      ...exchange(mia, tom, lea),
      sync(mia),
      // For him it has ended.
      skew(tom, 10 * minute),
      end(tom, 0, 180 * minute),
      release(tom, 0),
      at(tom, { do: 'edit', number: 0, everywhere: false, reason: null, ends: 40 * minute }),
      skew(lea, -10 * minute),
      reword(lea, 0, 2),
      ...exchange(tom, lea, tom, mia),
      later(5 * minute),
      skew(mia, 24 * 60 * minute),
      sync(mia),
      ...exchange(mia, tom),
      later(40 * minute),
      sync(mia),
      release(tom, 1),
      ...exchange(tom, mia, lea),
    ],
    // What has ended is taken off there.
    keepsNoEnds,
  ),
];
