/** A process with an instance, for the test that kills it: prints the folder and waits. */
import { makeInstance } from './instance.js';

const instance = makeInstance();
// The second one leaves group and session of the first, as daemons do.
instance.start('daemon', 'sh', ['-c', 'setsid sleep 1000 & exec sleep 1000']);
process.stdout.write(`${instance.folder}\n`);
setInterval(() => undefined, 1000);
