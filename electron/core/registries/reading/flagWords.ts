/**
 * What the values of a registry's flag column say by themselves: "A" and "D" change a list, "Y" and "N" answer for single
 * numbers. Anything else a person has to explain, because a wrong guess takes numbers off a list. Pure.
 */
import type { RegistryColumns } from '../../../../shared/contract/registries.ts';

const changes =
  /^(\+|a|add|adds|added|addition|i|insert|inserted|new|-|d|del|delete|deletes|deleted|deletion|r|rem|remove|removes|removed|removal)$/i;
const answers =
  /^(y|yes|true|1|listed|registered|on (the )?register|n|no|false|0|not listed|not registered|not on (the )?register|clean)$/i;
const adds =
  /^(\+|a|add|adds|added|addition|i|insert|inserted|new|y|yes|true|1|listed|registered|on (the )?register)$/i;

const isKnown = (value: string): boolean => changes.test(value) || answers.test(value);

/** Whether a value says by itself that a number is listed, or added. */
export const saysListed = (value: string): boolean => adds.test(value.trim());

/** Whether a value says by itself that a number is not listed, or taken off. */
export const saysNotListed = (value: string): boolean => isKnown(value.trim()) && !saysListed(value);

/** Whether a column with these values, as far as they were seen, tells what is listed. */
export function isFlag(values: readonly string[]): boolean {
  return values.length > 0 && values.length <= 4 && values.every((value) => isKnown(value.trim()));
}

/**
 * Whether a flag column answers for single numbers ("on the register" or not), or adds and takes off; undefined where its
 * values say neither by themselves, and nobody has said it.
 */
export function toSaid({ add, remove = [], says }: RegistryColumns): 'changes' | 'answers' | undefined {
  if (says !== undefined) return says;
  const values = [...add, ...remove].map((value) => value.trim()).filter(isKnown);
  if (values.length === 0) return undefined;
  if (values.every((value) => answers.test(value))) return 'answers';
  return values.every((value) => changes.test(value)) ? 'changes' : undefined;
}
