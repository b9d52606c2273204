// Loaded before a command (`node --import`): when the command ends, it reports on descriptor 3 what the whole process
// used.
import { writeSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const rssMb = process.resourceUsage().maxRSS / 1024;
  writeSync(3, JSON.stringify({ ms: performance.now(), cpuMs: (user + system) / 1000, rssMb }));
});
