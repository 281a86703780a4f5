/** One imagined build: everything about it that other builds have otherwise. */
export interface Probe {
  readonly number: string;
  readonly patchset: string;
  readonly uuid: string;
  readonly refspec: string;
  readonly url: string;
  readonly newrev: string;
  readonly oldrev: string;
  readonly commit: string;
  /** v2's own ref in the merger's repository. */
  readonly zuul_ref: string;
  readonly merger: string;
  readonly author: string;
  readonly topic: string;
  readonly message: string;
  readonly files: readonly string[];
  /** Seconds. */
  readonly time: number;
  /** The texts of the Python file are files of this change, and stand in its message. */
  readonly words?: true;
}

/** Builds that have nothing in common, so that what differs between them shows. */
export const PROBES: readonly Probe[] = [
  probe(
    '7043197',
    '90317',
    'a3',
    'Fix the first thing\n\nBug: T1\n',
    ['README.md', '/COMMIT_MSG'],
    'ann',
    1_480_000_001,
  ),
  probe('58625', '40629', '5d', 'Add another\n\nDepends-On: I77\n', ['/COMMIT_MSG', 'src/a.py'], 'bob', 1_490_000_777),
  { ...probe('931713', '30841', 'e8', 'Words', ['/COMMIT_MSG'], 'carol', 1_500_012_345), words: true },
];

function probe(
  number: string,
  patchset: string,
  digits: string,
  message: string,
  files: readonly string[],
  author: string,
  time: number,
): Probe {
  const revision = (seed: string, length: number): string => `${seed}${digits}`.repeat(length).slice(0, length);
  return {
    ...{ number, patchset, message, files, author, time },
    uuid: revision('7c1', 32),
    refspec: `refs/changes/${number.slice(-2)}/${number}/${patchset}`,
    url: `https://review.example.org/${number}`,
    newrev: revision('b4', 40),
    oldrev: revision('0d2', 40),
    commit: revision('f61', 40),
    zuul_ref: `refs/zuul/Z${revision('92', 32)}`,
    merger: `git://zuul${digits}.example.org/p`,
    topic: `topic-of-${author}`,
  };
}
