// Verifies one database in a process of its own so that its memory can be measured: FILE.
import { verify } from '../electron/core/journal/verify.ts';
import { migrationsDir } from './bigList.ts';
import { startMeasure } from './measure.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('verifyChild FILE');
const tell = startMeasure();
const { ok, problems } = await verify(file, migrationsDir);
if (!ok) throw new Error(problems.join('\n'));
tell({});
