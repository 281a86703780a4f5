// Loaded into a measured process: says how much memory it took at most, when it ends.
process.on('exit', () => {
  process.stderr.write(`peak ${String(process.resourceUsage().maxRSS)} KiB\n`);
});
