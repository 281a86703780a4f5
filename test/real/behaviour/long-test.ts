import type { ExecutionContext } from 'ava';

const MINUTES = 30;

/** Lets a test take long. AVA hears of it before the test blocks, which tests that wait for processes do. */
export async function longTest(t: ExecutionContext): Promise<void> {
  t.timeout(MINUTES * 60_000);
  await new Promise((resolve) => setTimeout(resolve, 200));
}
