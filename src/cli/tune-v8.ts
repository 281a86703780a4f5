import { setFlagsFromString } from 'node:v8';

// A run takes a second or two. V8 would spend as much time again on optimising code that is soon done, and on the second
// processor's share of it; so functions have to be seven times as hot before it begins. Measured with `npm run bench`.
setFlagsFromString('--interrupt-budget=1000000');
