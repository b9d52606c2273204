/** Views of the list that people saved: filters, order and columns under a name. */
import { z } from 'zod';
import { base, givenName } from './common.ts';

export const viewRow = z.object({
  id: z.string().max(100),
  name: givenName.min(1, 'Give the view a name.').max(60, 'Give the view a name of at most 60 letters.'),
  /** The parameters of the list's address: what a page does not know, it leaves out. */
  params: z.record(z.string().max(40), z.string().max(400)),
});

export const views = {
  /** In the order of their names. */
  list: base.output(z.array(viewRow)),
  /** Saves a view; with the id of one that is there, in its place. BAD_INPUT for a name that another view has. */
  save: base.input(viewRow.partial({ id: true })).output(viewRow),
  /** Answers whether there was one. */
  remove: base.input(viewRow.pick({ id: true })).output(z.object({ removed: z.boolean() })),
};

export type ViewRow = z.output<typeof viewRow>;
