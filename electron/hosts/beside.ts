/** Where the files lie that the hosts read at run time and that are in no import graph: beside the sources, or in the bundle. */
import { join } from 'node:path';

const here = import.meta.dirname;
/** In a bundle this file is a part of `out/main/chunks` or `out/command/chunks`. */
const isSource = import.meta.filename.endsWith('.ts');

/** The schema's files. */
export const migrationsBeside = isSource
  ? join(here, '..', 'core', 'db', 'migrations')
  : join(here, '..', 'migrations');

/** The built page, which may be missing. */
export const pageBeside = isSource ? join(here, '..', '..', 'out', 'renderer') : join(here, '..', '..', 'renderer');
