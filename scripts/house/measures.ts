// What is measured of the house, each with its limit. `npm run house` prints them and fails above a limit.
import type { Source } from './sources.ts';
import { measureFloors } from './floors.ts';

export type Measure = {
  readonly name: string;
  readonly value: number;
  /** The most that it may be; null: printed to be known. */
  readonly limit: number | null;
  /** What makes it up, for a person who wants it smaller. */
  readonly where: readonly string[];
};

/** Rooms, levels and arrows that a floor may have at most. */
const floorLimits: Readonly<Record<string, readonly [number, number, number]>> = {
  'electron/core/sync': [7, 6, 16],
  'electron/core/list': [6, 4, 8],
  'electron/core/scrub': [7, 6, 14],
  'electron/core/intake': [8, 6, 16],
  'shared/domain': [8, 3, 9],
};

const vendorFolder = /^electron\/core\/vendors\/([^/]+)\//;
const productFolders = /^(shared|electron\/(core|hosts|desktop)|renderer)\//;
const documentedFolders = /^(shared|electron\/(core|hosts))\//;

/** A statement of whose fields every hand-written list would be one more place to touch; counted on a field that exists. */
const sampleField = /\bcategory\b/;
/** What a vendor does with a field is a fact of that vendor, in its folder; a new field is nothing to it. */
const vendorFolders = /^electron\/core\/vendors\/[^/]+\//;

const inProduct = ({ path }: Source) => productFolders.test(path);
const toWhere = ({ path }: Source, line: number, name: string) => `${path}:${line} ${name}`;

/** All measures of these sources, in the order in which they are printed. */
export function measureHouse(sources: readonly Source[]): readonly Measure[] {
  const product = sources.filter(inProduct);
  return [
    ...measureFields(product),
    ...measureVendors(sources),
    ...measureOutbox(product),
    ...measureRooms(sources),
    ...measureFunctions(sources.filter(({ path }) => !path.startsWith('test/'))),
  ];
}

function measureFields(product: readonly Source[]): readonly Measure[] {
  const where = product
    .filter(({ path, text }) => !vendorFolders.test(path) && sampleField.test(withoutComments(text)))
    .map(({ path }) => path);
  return [{ name: 'product files that write a field of an entry by name (category)', ...counted(where), limit: 15 }];
}

function measureVendors(sources: readonly Source[]): readonly Measure[] {
  const vendorNames = [...new Set(sources.flatMap(({ path }) => vendorFolder.exec(path)?.[1] ?? []))];
  const named = new RegExp(`['"\`/](${vendorNames.join('|')})(['"\`/]|Adapter)`, 'i');
  const one = `['"](${vendorNames.join('|')})['"]`;
  // A comparison with a name, or a list of three and more: a list by hand of what the registry has.
  const compared = new RegExp(`vendor\\s*[!=]==\\s*${one}|${one}(,\\s*${one}){2,}`, 'g');
  const naming = (inside: RegExp, outside: RegExp) =>
    sources
      .filter(({ path, text }) => inside.test(path) && !outside.test(path) && named.test(withoutComments(text)))
      .map(({ path }) => path);
  const ofTests = sources
    .filter(({ path }) => path.startsWith('test/'))
    .flatMap((source) => [...source.text.matchAll(compared)].map(() => source.path));
  return [
    {
      name: 'product files outside a vendor’s folder that name a vendor',
      ...counted(naming(productFolders, vendorFolder)),
      limit: 1,
    },
    {
      name: 'files of the sandbox and the demo outside a vendor’s own that name one',
      ...counted(naming(/^(electron\/sandbox|scripts)\//, /^(electron\/sandbox\/vendors\/[^/]+\/|scripts\/house\/)/)),
      limit: 1,
    },
    { name: 'places of tests that ask for a vendor by name, or list vendors', ...counted(ofTests), limit: 0 },
  ];
}

function measureOutbox(product: readonly Source[]): readonly Measure[] {
  // SQL that writes or drops rows, and calls that name a state instead of what happened.
  const sets =
    /(?:UPDATE outbox SET[^;`']*\bstate\s*=|(?:INSERT|REPLACE) (?:OR \w+ )?INTO outbox\b|DELETE FROM outbox\b|\boutbox\.\w+\([^;]*?'(?:waiting|unknown|parked|needsInput|manual)')/g;
  const where = product.flatMap(({ path, text }) => [...text.matchAll(sets)].map(() => path));
  return [{ name: 'files that set the state of an outbox row', ...counted([...new Set(where)]), limit: 1 }];
}

function measureRooms(sources: readonly Source[]): readonly Measure[] {
  const floors = measureFloors(sources.filter(({ path }) => !path.startsWith('test/')));
  const measures = Object.entries(floorLimits).flatMap(([path, limits]) => {
    const { rooms = 0, levels = 0, arrows = 0 } = floors.find((floor) => floor.path === path) ?? {};
    return [rooms, levels, arrows].map((value, index) => ({
      name: `${['rooms', 'levels', 'arrows'][index] ?? ''} of ${path}`,
      value,
      limit: limits[index] ?? null,
      where: [],
    }));
  });
  const circles = floors.flatMap(({ path, circles: found }) => found.map((circle) => `${path}: ${circle}`));
  return [...measures, { name: 'circles between rooms, on all floors', ...counted(circles), limit: 0 }];
}

function measureFunctions(sources: readonly Source[]): readonly Measure[] {
  const all = sources
    .filter(inProduct)
    .flatMap((source) => source.functions.map((one) => ({ ...one, source, documented: documentedFolders })));
  const where = (chosen: typeof all) => counted(chosen.map(({ source, line, name }) => toWhere(source, line, name)));
  const exported = all.filter(({ isExported, source }) => isExported && documentedFolders.test(source.path));
  return [
    { name: 'functions of more than 100 lines', ...where(all.filter(({ lines }) => lines > 100)), limit: 8 },
    { name: 'functions of six parameters or more', ...where(all.filter(({ parameters }) => parameters > 5)), limit: 0 },
    {
      name: 'exported functions of core, hosts and shared without a doc comment',
      ...where(exported.filter(({ doc }) => doc === null)),
      limit: 0,
    },
    {
      name: 'of these, such as throw and do not say so',
      ...where(exported.filter(({ doc, throws }) => throws && doc !== null && !/throw/i.test(doc))),
      limit: 0,
    },
  ];
}

function counted(where: readonly string[]): { readonly value: number; readonly where: readonly string[] } {
  return { value: where.length, where };
}

/** A text without its comments, well enough to look for words in the rest. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}
