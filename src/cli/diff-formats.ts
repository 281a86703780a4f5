/** How `zuulshift diff` can tell a comparison. */
export const DIFF_FORMATS = ['text', 'markdown', 'html', 'gerrit', 'github', 'sarif', 'json'] as const;

export type DiffFormat = (typeof DIFF_FORMATS)[number];
