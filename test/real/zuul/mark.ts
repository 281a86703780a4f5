/**
 * Name of the environment variable that marks the processes of one running Zuul; its value is the instance's folder. Not
 * `ZUUL_…`: the executor takes those away from the processes of a build.
 */
export const MARK = 'ZUULSHIFT_INSTANCE';
