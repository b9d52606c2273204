/**
 * What of an answer is used, read from the schema that will judge it: everything else is passed over, and takes no memory. So
 * a field is named once, in the vendor's wire.ts.
 */
import { type core, z } from 'zod';

/** `whole`: all of it. Else the members and elements that are used; a text or a number is always built. */
export type Shape = 'whole' | { readonly keys: ReadonlyMap<string, Shape>; readonly elements: Shape | null };

/** Nothing of an object or an array: it is built empty, so that it is seen to be one. */
export const nothing: Shape = { keys: new Map(), elements: null };

/**
 * What a value has to carry for the schema to judge it as it would judge the whole. A schema of a kind that is not known here
 * uses all of it.
 */
export function shapeOf(schema: core.SomeType): Shape {
  if (schema instanceof z.ZodObject) {
    const members = Object.entries(schema.shape);
    return { keys: new Map(members.map(([key, member]) => [key, shapeOf(member)])), elements: null };
  }
  if (schema instanceof z.ZodArray) return { keys: new Map(), elements: shapeOf(schema.element) };
  if (schema instanceof z.ZodUnion) return schema.options.map((option) => shapeOf(option)).reduce(mergeShapes, nothing);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodCatch ||
    schema instanceof z.ZodDefault
  )
    return shapeOf(schema.def.innerType);
  if (schema instanceof z.ZodPipe) return shapeOf(schema.in);
  return scalars.some((kind) => schema instanceof kind) ? nothing : 'whole';
}

const scalars = [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodLiteral, z.ZodEnum, z.ZodNull, z.ZodUndefined] as const;

/** What either of two readers uses. */
export function mergeShapes(a: Shape, b: Shape): Shape {
  if (a === 'whole' || b === 'whole') return 'whole';
  const keys = new Map(a.keys);
  for (const [key, shape] of b.keys) keys.set(key, mergeShapes(keys.get(key) ?? nothing, shape));
  const elements =
    a.elements === null || b.elements === null ? (a.elements ?? b.elements) : mergeShapes(a.elements, b.elements);
  return { keys, elements };
}
