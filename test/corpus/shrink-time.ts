const MOST = 60_000;

/**
 * Ends fast-check's search for a smaller example a minute after the first failure: a property that passes at once from then
 * on leaves the smallest one found. All runs before a failure take as long as they take.
 */
export function shrinkTime(): { isOver(): boolean; failure(message: string): Error } {
  let failedAt: number | undefined;
  return {
    isOver: () => failedAt !== undefined && performance.now() - failedAt > MOST,
    failure: (message) => {
      failedAt ??= performance.now();
      return new Error(message);
    },
  };
}
