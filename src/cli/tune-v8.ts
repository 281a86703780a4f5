import { setFlagsFromString } from 'node:v8';

/** The last V8 that has the flag; a later one complains about it on standard error. Node 22 and later have a later one. */
const LAST_WITH_BUDGET = 11;

// A run takes a second or two. V8 would spend as much time again on optimising code that is soon done, and on the second
// processor's share of it; so functions have to be seven times as hot before it begins. Measured with `npm run bench`.
if (Number.parseInt(process.versions.v8, 10) <= LAST_WITH_BUDGET) setFlagsFromString('--interrupt-budget=1000000');
