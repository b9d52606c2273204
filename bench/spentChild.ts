// Loaded before a command (`node --import`): when the command ends, it reports on descriptor 3 what the whole process
// used.
import { existsSync, readFileSync, writeSync } from 'node:fs';

const statusFile = '/proc/self/status';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  // As measure.ts does, which is not loaded here: that would count as the command's time.
  const own = existsSync(statusFile) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(statusFile, 'latin1'))?.[1] : undefined;
  const rssMb = (own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024;
  writeSync(3, JSON.stringify({ ms: performance.now(), cpuMs: (user + system) / 1000, rssMb }));
});
