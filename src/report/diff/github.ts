import type { Comparison } from '../../model/comparison.js';
import { annotationsOf } from './annotations.js';
import { diffMarkdown } from './markdown.js';
import { verdict } from './words.js';

/** GitHub takes so many annotations in one request; further ones are sent by updating the check run. */
const PER_REQUEST = 50;
const MOST_TITLE = 255;

/**
 * A comparison as bodies of requests to GitHub's check runs: the first creates the run (`POST /repos/O/R/check-runs`, with `head_sha` added),
 * each further one updates it with more annotations. Source: GitHub REST API, Checks, "Create a check run". Ends with a line break.
 *
 * @param prefix Folder of the second side in its repository.
 * @param fails Whether `--fail-on` found something.
 */
export function diffGithub(comparison: Comparison, prefix: string, fails: boolean, link?: string): string {
  const annotations = annotationsOf(comparison, prefix).map(({ path, line, level, title, message }) => ({
    path,
    start_line: line,
    end_line: line,
    annotation_level: level,
    title: title.slice(0, MOST_TITLE),
    message,
  }));
  const title = verdict(comparison).slice(0, MOST_TITLE);
  const summary = diffMarkdown(comparison, link === undefined ? {} : { link });
  const changes = comparison.runs.length + comparison.places.length + comparison.queues.length;
  const conclusion = fails ? 'failure' : changes === 0 ? 'success' : 'neutral';
  const bodies: object[] = [
    {
      name: 'zuulshift',
      status: 'completed',
      conclusion,
      ...(link === undefined ? {} : { details_url: link }),
      output: { title, summary, annotations: annotations.slice(0, PER_REQUEST) },
    },
  ];
  for (let at = PER_REQUEST; at < annotations.length; at += PER_REQUEST) {
    bodies.push({ output: { title, summary, annotations: annotations.slice(at, at + PER_REQUEST) } });
  }
  return `${JSON.stringify(bodies, undefined, 2)}\n`;
}
